# ruff: noqa
"""A grammar of diplomatic sentences of our own making, with gold trees of Universal Dependencies, to learn from."""

import random
from lemminflect import getInflection

R = random.Random(11)


def inf(v, tag):
    return getInflection(v, tag=tag)[0]


class N:
    __slots__ = "f l u x m d L Rt nosp".split()

    def __init__(s, form, lemma, upos, xpos, feats="", dep="dep", L=(), Rt=(), nosp=False):
        s.f, s.l, s.u, s.x, s.m, s.d, s.L, s.Rt, s.nosp = form, lemma, upos, xpos, feats, dep, list(L), list(Rt), nosp

    def as_(s, dep):
        s.d = dep
        return s


def W(form, upos, xpos, dep="dep", feats="", lemma=None, nosp=False):
    return N(form, lemma or form.lower(), upos, xpos, feats, dep, nosp=nosp)


def det(x):
    return W(
        x,
        "DET",
        "DT",
        "det",
        {"the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art", "an": "Definite=Ind|PronType=Art"}.get(
            x.lower(), ""
        ),
        lemma="a" if x.lower() == "an" else None,
    )


def case(x):
    return W(x, "ADP", "IN", "case")


def adj(x):
    return W(x, "ADJ", "JJ", "amod", "Degree=Pos")


def adv(x):
    return W(x, "ADV", "RB", "advmod")


def mark(x):
    return W(x, "SCONJ" if x != "to" else "PART", "TO" if x == "to" else "IN", "mark")


def punct(x, x2=None, nosp=False):
    return W(x, "PUNCT", x2 or x, "punct", nosp=nosp)


def noun(x, pl=None):
    pl = x.endswith("s") and x not in ("progress", "access", "news") if pl is None else pl
    l = x[:-3] + "y" if pl and x.endswith("ies") else x[:-1] if pl else x
    return N(x, l, "NOUN", "NNS" if pl else "NN", "Number=Plur" if pl else "Number=Sing")


def pn(x):
    return N(x, x, "PROPN", "NNP", "Number=Sing")


CTRY = "Japan China Korea France Germany India Vietnam Mexico Brazil Kenya Egypt Norway Poland Ukraine Turkey Iran Israel Ghana Peru Chile Italy Spain Oman Qatar Jordan Nepal Thailand Malaysia Indonesia Australia Canada Finland Seoul Tokyo Beijing Moscow Washington Pyongyang Ankara Hanoi Delhi Paris Berlin Cairo".split()
DEMO = "Japanese Chinese Korean French German Indian Vietnamese Mexican Brazilian Kenyan Egyptian Norwegian Polish Ukrainian Turkish Iranian Israeli American British Russian Thai Malaysian Indonesian Australian Canadian".split()
SUR = "Kang Kono Kim Park Wang Lavrov Blinken Wong Iwaya Hayashi Chung Cho Cleverly Cameron Baerbock Borrell Retno Anwar Luong Sison Marsudi Jaishankar Abdullah Khan Sharif Silva Garcia Lopez Haddad Okello Mbeki Lee Nguyen Tran Santos".split()
GIV = "Taro Yoshimasa Sergey Antony Penny Takeshi James David Annalena Josep Retno Maria Ahmed Fatima Omar Jose Carlos Elena Ivan Anna Hassan Amina Lucas".split()
SYL = ["Kyung", "Byung", "Jong", "Yong", "Eun", "Sung", "Tae", "Chang", "Young", "Hyun"]
SYL2 = ["hwa", "se", "un", "ho", "min", "yul", "jin", "soo", "hee"]
IADJ = "bilateral economic regional close comprehensive practical strategic stalled constructive permanent future mutual tangible nuclear cultural political high-level working-level multilateral joint early peaceful substantive diplomatic military humanitarian".split()
INOUN = "cooperation relations ties consultations talks negotiations exchanges dialogue coordination communication efforts trade investment connectivity agreements discussions sanctions denuclearization peace security stability development assistance trust progress partnership fisheries tourism migration".split()
INST = [
    "agreement",
    "memorandum",
    "declaration",
    "resolution",
    "treaty",
    "summit",
    "partnership",
    "roadmap",
    "framework",
    "issue",
    "dispute",
    "ceasefire",
    "program",
]
MON = "January February March April May June July August September October November December".split()
DAYV = lambda: str(R.randint(1, 30))


def c(p):
    return R.random() < p


def hyph(w):
    """'working-level' -> three tokens around a head"""
    a, b = w.split("-", 1)
    h = N(b, b, "NOUN", "NN", "Number=Sing", "compound")
    h.L = [
        N(a, a, "VERB" if a == "working" else "ADJ", "VBG" if a == "working" else "JJ", "", "amod"),
        punct("-", "HYPH", nosp=True),
    ]
    h.L[0].nosp = False
    h.nosp = True
    return h


def mods(k):
    out = []
    for a in R.sample(IADJ, k):
        if "-" in a:
            out.append(hyph(a))
        elif a == "stalled":
            out.append(N("stalled", "stall", "VERB", "VBN", "Tense=Past|VerbForm=Part", "amod"))
        else:
            out.append(adj(a))
    return out


def person(short=None):
    short = c(0.5) if short is None else short
    t = R.choice(
        [
            ["Foreign", "Minister"],
            ["Minister"],
            ["Prime", "Minister"],
            ["President"],
            ["Secretary"],
            ["Ambassador"],
            ["Vice", "Minister"],
            ["Foreign", "Secretary"],
        ]
    )
    if short and c(0.7):
        t = R.choice([["Minister"], ["President"], ["Secretary"], ["Ambassador"]])
    h = pn(R.choice(SUR) if short or c(0.4) else R.choice(GIV))
    ti = pn(t[-1]).as_("nmod:desc")
    if len(t) > 1:
        ti.L = [N(t[0], t[0], "ADJ", "NNP", "Degree=Pos", "amod") if t[0] in ("Foreign", "Prime") else pn(t[0]).as_("compound")]
    h.L = [ti]
    if not short:
        if h.f in SUR:
            a = pn(R.choice(SYL)).as_("flat")
            if c(0.7):
                b = N(R.choice(SYL2), "x", "PROPN", "NNP", "Number=Sing", "flat", nosp=True)
                b.l = b.f
                b.L = [punct("-", "HYPH", nosp=True)]
                h.Rt = [a, b]
            else:
                h.Rt = [a]
        else:
            h.Rt = [pn(R.choice(SUR)).as_("flat")]
    return h


def group():
    k = R.random()
    if k < 0.25:
        n = noun(R.choice(["sides", "parties", "countries", "governments"]))
        n.L = [W("both", "DET", "DT", "det") if c(0.5) else det("the")]
        return n
    if k < 0.6:
        n = noun(R.choice(["ministers", "leaders", "officials", "sides", "countries", "presidents", "delegations"]))
        n.L = [det("the"), W("two", "NUM", "CD", "nummod", "NumType=Card")]
        return n
    if k < 0.8:
        return N("They", "they", "PRON", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs")
    a = pn(R.choice(CTRY))
    b = pn(R.choice(CTRY)).as_("conj")
    b.L = [W("and", "CCONJ", "CC", "cc")]
    a.Rt = [b]
    return a


def ministry():
    if c(0.5):
        n = pn("Ministry")
        n.L = [det("the"), N("Foreign", "Foreign", "ADJ", "NNP", "Degree=Pos", "amod")]
    else:
        n = pn("Ministry")
        n.L = [det("the")]
        a = pn("Affairs").as_("nmod")
        a.L = [case("of"), N("Foreign", "Foreign", "ADJ", "NNP", "Degree=Pos", "amod")]
        n.Rt = [a]
    if c(0.5):
        s = pn(R.choice(CTRY)).as_("nmod")
        s.L = [case("in")]
        n.Rt.append(s)
    return n


def actor(kind=None):
    k = R.random()
    if k < 0.45:
        return person()
    if k < 0.6:
        return ministry()
    if k < 0.7:
        return pn(R.choice(CTRY))
    if k < 0.8:
        return N(
            *R.choice(
                [
                    ("She", "she", "PRON", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
                    ("He", "he", "PRON", "PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
                ]
            )
        )
    return group()


def addressee():
    k = R.random()
    if k < 0.7:
        return pn(R.choice(CTRY))
    if k < 0.85:
        n = noun("side")
        n.L = [det("the"), adj(R.choice(DEMO))]
        return n
    n = noun("parties")
    n.L = [W("all", "DET", "DT", "det")]
    return n


def issue(depth=0):
    k = R.random()
    if k < 0.55:
        n = noun(R.choice(INOUN))
        n.L = mods(R.choice([0, 1, 1, 2]))
        if c(0.25):
            n.L.insert(0, det("the") if c(0.5) else N("their", "their", "PRON", "PRP$", "", "nmod:poss"))
    elif k < 0.8:
        n = noun(R.choice(INST), False)
        n.L = [det(R.choice(["the", "the", "a"]))] + mods(R.choice([0, 1]))
        if n.L[0].f == "a" and len(n.L) > 1 and (n.L[1].f[0] in "aeiou"):
            n.L[0] = det("an")
    else:
        n = noun(
            R.choice(
                [
                    "resolution",
                    "implementation",
                    "importance",
                    "success",
                    "launch",
                    "formation",
                    "denuclearization",
                    "resumption",
                    "expansion",
                ]
            ),
            False,
        )
        n.L = [det("the")]
        o = issue(depth + 1) if depth < 1 else noun("cooperation")
        n.Rt = [o.as_("nmod")]
        o.L.insert(0, case("of"))
    if depth == 0 and c(0.3):
        k = R.random()
        if k < 0.4:
            m = pn(R.choice(CTRY)).as_("nmod")
            m.L = [case("with")]
        elif k < 0.7:
            m = pn(R.choice(CTRY)).as_("nmod")
            b = pn(R.choice(CTRY)).as_("conj")
            b.L = [W("and", "CCONJ", "CC", "cc")]
            m.Rt = [b]
            m.L = [case("between")]
        else:
            m = issue(1).as_("nmod")
            m.L.insert(0, case(R.choice(["on", "in", "of", "for"])))
        n.Rt.append(m)
    if depth == 0 and c(0.2):
        b = issue(1).as_("conj")
        b.L.insert(0, W("and", "CCONJ", "CC", "cc"))
        n.Rt.append(b)
    return n


TV = "strengthen maintain resume upgrade begin promote expand boost deepen enhance reinforce develop devise implement support advance continue launch pursue resolve establish hold convene facilitate invigorate broaden conclude sign ratify respect uphold accelerate reaffirm intensify explore".split()
ADVB = "quickly further actively jointly fully immediately closely steadily".split()


def vp(tag="VB", to=True, depth=0):
    v = R.choice(TV)
    h = N(
        v if tag == "VB" else inf(v, tag), v, "VERB", tag, "VerbForm=Inf" if tag == "VB" else "VerbForm=Ger" if tag == "VBG" else ""
    )
    if to:
        h.L.append(mark("to"))
    if c(0.25):
        h.L.append(adv(R.choice(ADVB)))
    h.Rt.append(issue().as_("obj"))
    if c(0.2):
        k = R.random()
        if k < 0.4:
            y = noun("month" if c(0.5) else "year", False).as_("obl:unmarked")
            y.L = [adj(R.choice(["next", "this"]))]
        elif k < 0.7:
            y = noun("days").as_("obl")
            y.L = [case("in"), det("the"), N("coming", "come", "VERB", "VBG", "VerbForm=Ger", "amod")]
        else:
            y = noun("accordance", False).as_("obl")
            z = issue(1).as_("nmod")
            z.L.insert(0, case("with"))
            y.L = [case("in")]
            y.Rt = [z]
        h.Rt.append(y)
    if depth == 0 and c(0.25):
        w = vp(tag, False, 1).as_("conj")
        w.L.insert(0, W("and", "CCONJ", "CC", "cc"))
        h.Rt.append(w)
    elif depth == 0 and c(0.15):
        w = vp("VB", True, 1).as_("advcl")
        h.Rt.append(w)
    return h


def date():
    k = R.random()
    if k < 0.6:
        d = N(DAYV(), "0", "NUM", "CD", "NumForm=Digit|NumType=Card", "obl")
        d.l = d.f
        d.L = [case("on"), pn(R.choice(MON)).as_("compound")]
        return d
    p = pn(R.choice(CTRY)).as_("obl")
    p.L = [case("in")]
    return p


PASTF = "Mood=Ind|Tense=Past|VerbForm=Fin"


def finite(v):
    return N(inf(v, "VBD"), v, "VERB", "VBD", PASTF)


def subj(h, s):
    h.L.insert(0, s.as_("nsubj"))
    return h


def thatS():
    k = R.random()
    if k < 0.35:
        h = vp("VB", False)
        h.L.insert(0, W(R.choice(["will", "should", "must", "would", "can"]), "AUX", "MD", "aux", "VerbForm=Fin"))
        subj(h, actor())
    elif k < 0.6:
        s = issue(1)
        v = R.choice(["accept", "review", "hold", "resume", "implement", "resolve", "address"])
        h = N(inf(v, "VBN"), v, "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass")
        h.L = (
            [s.as_("nsubj:pass"), W("will", "AUX", "MD", "aux", "VerbForm=Fin")]
            + ([adv("never")] if c(0.3) else [])
            + [N("be", "be", "AUX", "VB", "VerbForm=Inf", "aux:pass")]
        )
        if c(0.3):
            o = noun("talks").as_("obl")
            o.L = [case("at"), hyph("working-level")]
            h.Rt.append(o)
    elif k < 0.8:
        v = R.choice(TV)
        h = N(inf(v, "VBN"), v, "VERB", "VBN", "Tense=Past|VerbForm=Part")
        h.L = [actor().as_("nsubj"), N("has", "have", "AUX", "VBZ", "", "aux")] + ([adv("recently")] if c(0.3) else [])
        h.Rt = [issue().as_("obj")]
    else:
        v = R.choice(["agree", "decide", "hope", "plan"])
        h = finite(v)
        h.Rt = [vp().as_("xcomp")]
        subj(h, group())
    return h


def low(n):
    """lower-case a sentence-initial pronoun used inside"""
    if n.f in ("They", "She", "He"):
        n.f = n.f.lower()
    for x in n.L + n.Rt:
        low(x)


def clause():
    k = R.random()
    if k < 0.24:
        v = R.choice("agree agree decide pledge resolve seek plan hope commit".split())
        h = finite(v)
        if v == "commit":
            v = "agree"
            h = finite(v)
        if c(0.2):
            h.L.append(adv("also"))
        h.Rt.append(vp().as_("xcomp"))
        s = group() if c(0.7) else actor()
    elif k < 0.42:
        v = R.choice("urge urge ask request encourage invite call".split())
        h = finite(v)
        a = addressee()
        if c(0.25):
            h.L.append(adv(R.choice(["also", "then", "strongly"])))
        if v == "call":
            a.L.insert(0, case("on"))
            a.as_("obl")
        else:
            a.as_("iobj" if v == "ask" else "obj")
        h.Rt += [a, vp().as_("xcomp")]
        s = actor()
    elif k < 0.64:
        v = R.choice(
            "say say say state note stress reiterate reaffirm explain emphasize underline respond add confirm announce hope".split()
        )
        h = finite(v)
        t = thatS()
        low(t)
        if v not in ("say",) or c(0.6):
            t.L.insert(0, mark("that"))
        h.Rt.append(t.as_("ccomp"))
        s = actor()
    elif k < 0.8:
        v = R.choice(
            "welcome discuss commend condemn express explain cite review exchange sign appreciate support reaffirm reiterate".split()
        )
        h = finite(v)
        h.Rt.append(issue().as_("obj"))
        s = actor()
    elif k < 0.9:
        h = finite("hold")
        o = noun(R.choice(["talks", "consultations", "meeting"]))
        if o.f == "meeting":
            o.L = [det("a")]
        h.Rt.append(o.as_("obj"))
        p = person().as_("obl")
        if c(0.5):
            t = p.L[0]
            t.f = t.l = "counterpart"
            t.u, t.x = "NOUN", "NN"
            t.L = [N(R.choice(["his", "her"]), "his", "PRON", "PRP$", "", "nmod:poss"), adj(R.choice(DEMO))]
            t.L[0].l = t.L[0].f
        p.L.insert(0, case("with"))
        pl = date()
        h.Rt.append(pl) if c(0.5) else None
        h.Rt.append(p)
        if c(0.6):
            i = issue().as_("obl")
            i.L.insert(0, case("on"))
            h.Rt.append(i)
        s = person()
        if c(0.4):
            d = date()
            h.L.insert(0, d)
    else:
        s = issue(1)
        v = R.choice(["hold", "sign", "launch", "conclude", "resume", "adopt"])
        h = N(inf(v, "VBN"), v, "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass")
        h.L = [N("was", "be", "AUX", "VBD", "", "aux:pass")]
        h.Rt = [date()]
        h.L.insert(0, s.as_("nsubj:pass"))
        return h
    return subj(h, s)


def second():
    """coordinated or adverbial second predicate"""
    k = R.random()
    if k < 0.4:
        v = R.choice(["reiterate", "stress", "say", "note"])
        h = finite(v)
        t = thatS()
        low(t)
        t.L.insert(0, mark("that"))
        h.Rt = [t.as_("ccomp")]
        h.L = [W("and", "CCONJ", "CC", "cc")]
        return h.as_("conj")
    if k < 0.6:
        h = finite("ask" if c(0.5) else "urge")
        a = addressee().as_("iobj" if h.l == "ask" else "obj")
        h.Rt = [a, vp().as_("xcomp")]
        h.L = [W("and", "CCONJ", "CC", "cc")]
        return h.as_("conj")
    if k < 0.8:
        h = (
            N("demanding", "demand", "VERB", "VBG", "VerbForm=Ger", "advcl", Rt=[issue().as_("obj")])
            if c(0.5)
            else N("calling", "call", "VERB", "VBG", "VerbForm=Ger", "advcl")
        )
        if not h.Rt:
            o = issue().as_("obl")
            o.L.insert(0, case("for"))
            h.Rt = [o]
        h.L = [punct(",", nosp=True)]
        return h
    h = N(R.choice(["saying", "adding", "noting"]), "say", "VERB", "VBG", "VerbForm=Ger", "advcl")
    h.l = h.f[:-3]
    t = thatS()
    low(t)
    t.L.insert(0, mark("that"))
    h.Rt = [t.as_("ccomp")]
    h.L = [punct(",", nosp=True)]
    return h


def sentence():
    k = R.random()
    if k < 0.08:  # headline
        h = N(R.choice(["agree", "vow", "pledge", "seek"]), "x", "VERB", "VBP", "Mood=Ind|Tense=Pres|VerbForm=Fin")
        h.l = h.f
        a = pn(R.choice(CTRY))
        b = pn(R.choice(CTRY)).as_("conj")
        b.L = [punct(",", nosp=True)]
        a.Rt = [b]
        h.Rt = [vp().as_("xcomp")]
        subj(h, a)
        return h, False
    if k < 0.2:  # reported clause first
        t = clause()
        h = finite("say")
        s = actor()
        low(s)
        if s.f == "they":
            s = person()
        q = c(0.5)
        if q:
            t.L.insert(0, punct("“", "``"))
        t.as_("ccomp")
        h.L = [t, punct(",", nosp=True)] + ([punct("”", "''", nosp=True)] if q else [])
        t.Rt += h.L[1:]
        h.L = [t, s.as_("nsubj")]
        return h, True
    h = clause()
    if k < 0.32 and not any(x.d == "conj" for x in h.Rt):
        h.Rt.append(second())
    if k > 0.9:
        o = noun("addition", False).as_("obl")
        o.L = [case("In")]
        o.Rt = []
        low(h)
        h.L = [o, punct(",", nosp=True)] + h.L
    return h, True


def lin(h, toks, heads):
    ids = {}

    def rec(n):
        for x in n.L:
            rec(x)
        ids[id(n)] = len(toks)
        toks.append(n)
        for x in n.Rt:
            rec(x)

    rec(h)

    def hd(n):
        for x in n.L + n.Rt:
            heads[ids[id(x)]] = ids[id(n)]
            hd(x)

    hd(h)
    heads[ids[id(h)]] = ids[id(h)]
    return ids[id(h)]


def rows(count):
    """Sentences with words, heads (0 the root), relations, tags and morphs, as learn.py takes them."""
    for _ in range(count * 2):
        h, dot = sentence()
        if dot:
            h.Rt.append(punct(".", nosp=True))
        h.d = "ROOT"
        toks, heads = [], {}
        lin(h, toks, heads)
        words = [t.f[0].upper() + t.f[1:] if i == 0 or (i == 1 and toks[0].f == "“") else t.f for i, t in enumerate(toks)]
        yield dict(
            words=words,
            heads=[0 if heads[i] == i else heads[i] + 1 for i in range(len(toks))],
            relations=[t.d for t in toks],
            tags=[t.x for t in toks],
            morphs=[t.u + "|" + t.m for t in toks],
        )
