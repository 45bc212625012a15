"""Issues: a sound hierarchy, unambiguous terms, lawful contexts, and phrases that tell which terms tell what."""

from __future__ import annotations

import pytest

from kg import lexicon
from kg.extraction.issues import issues_in

# The contexts of PLOVER's own manual (edition of 2021, chapter on contexts), all 37.
CONTEXTS = {
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
}  # fmt: skip
# PLOVER has no context for matters of culture, schooling and sport.
WITHOUT_CONTEXT = {
    "arts-and-film", "cultural-centres", "culture", "diplomatic-archives", "education", "heritage", "language", "qualifications", "sport", "youth-exchanges",
}  # fmt: skip


def _ancestors(slug: str) -> list[str]:
    broader = {row.id: row.broader for row in lexicon.issues()}
    found = []
    while broader[slug]:
        slug = broader[slug]
        assert slug not in found, f"a cycle through {slug}"
        found.append(slug)
    return found


def test_there_are_enough_issues_and_each_has_a_label_and_terms() -> None:
    rows = lexicon.issues()
    assert len(rows) >= 320
    assert all(row.label and row.terms for row in rows)
    assert len({row.label.lower() for row in rows}) == len(rows)


def test_every_chain_of_broader_issues_ends_at_one_without() -> None:
    depths = {row.id: len(_ancestors(row.id)) for row in lexicon.issues()}
    assert max(depths.values()) <= 4, "a hierarchy for readers stays shallow"
    assert sum(d == 0 for d in depths.values()) <= 25, "few top issues"


def test_no_term_stands_under_two_issues_that_are_unrelated() -> None:
    owner: dict[str, str] = {}
    for row in lexicon.issues():
        for term in row.terms:
            other = owner.setdefault(term, row.id)
            assert other == row.id or other in _ancestors(row.id) or row.id in _ancestors(other), term


def test_terms_are_lower_case_plain_and_not_repeated() -> None:
    for row in lexicon.issues():
        assert list(row.terms) == [t.lower().strip() for t in row.terms], row.id
        assert len(set(row.terms)) == len(row.terms), row.id
        assert not any("’" in t for t in row.terms), row.id


def test_no_term_is_the_bare_name_of_a_state() -> None:
    """A state is a party, not an issue: what is at issue there needs a word of its own.

    Western Sahara is the exception: it is listed among the parties, and its status is the issue of that name.
    """
    names = {n.lower() for row in lexicon.states() for n in (row.label, row.official, *row.names, *row.demonyms)}
    assert not [(row.id, t) for row in lexicon.issues() for t in row.terms if t in names - {"western sahara"}]


def test_contexts_are_those_of_plover() -> None:
    assert len(CONTEXTS) == 37
    assert {row.plover for row in lexicon.issues()} - {""} <= CONTEXTS
    assert {row.id for row in lexicon.issues() if not row.plover} == WITHOUT_CONTEXT


def test_every_term_leads_to_its_issue() -> None:
    for row in lexicon.issues():
        for term in row.terms:
            assert row.id in issues_in(f"They spoke about {term} at length."), (row.id, term)


PHRASES = [
    ("to resume the reunions of separated families", ["missing-persons"], "families, not children"),
    ("end modern slavery", ["human-trafficking"], "slavery of today, not the wartime issue"),
    ("new rules on export controls for dual-use goods", ["export-controls"], "not exports of trade"),
    ("raise bilateral trade to $5 billion", ["trade"], "trade volume"),
    ("curb the arms trade", ["arms-transfers"], "the longer term wins over trade"),
    ("curb the drug trade", ["drugs"], "the longer term wins over trade"),
    ("improve the investment climate", ["investment"], "not the climate of the earth"),
    ("a shared climate agenda", ["climate-change"], "the climate of the earth"),
    ("a worsening security environment", ["peace-and-security"], "not the environment"),
    ("protection of the environment", ["environment"], "the environment"),
    ("a green hydrogen pilot plant", ["hydrogen"], "a fuel"),
    ("a gas pipeline across the strait", ["gas"], "gas, not pipelines at large"),
    ("offshore wind and solar parks", ["renewable-energy"], "two terms, one issue"),
    ("small modular reactors for civil nuclear power", ["nuclear-energy"], "energy, not weapons"),
    ("a ban on nuclear tests", ["test-ban"], "weapons, not energy"),
    ("safeguards under the NPT", ["non-proliferation"], "an abbreviation in capitals"),
    ("denuclearization of the Korean Peninsula", ["denuclearization", "korean-peninsula-peace"], "the act and the place"),
    ("the nuclear program of North Korea", ["dprk-nuclear"], "the programme, named after"),
    ("the latest ballistic missile launch by the DPRK", ["dprk-missiles"], "a launch"),
    ("illicit cryptocurrency theft", ["crypto-theft"], "not crypto-assets at large"),
    ("a joint strike against ransomware", ["cybercrime"], "a crime"),
    ("scam centres along the river", ["cybercrime"], "online fraud"),
    ("protection of critical infrastructure", ["critical-infrastructure"], "not infrastructure to be built"),
    ("funding for railways and roads", ["rail", "roads"], "two modes in text order"),
    ("the deep-sea port at the estuary", ["ports"], "a port"),
    ("the India-Middle East-Europe corridor", ["transit-corridors"], "a corridor by its name"),
    ("illegal, unreported and unregulated fishing", ["illegal-fishing"], "the longer term wins over fishing"),
    ("quotas for fishing vessels", ["fisheries"], "lawful fishing"),
    ("a moratorium on seabed mining", ["deep-sea-mining"], "not mining on land"),
    ("lithium and cobalt supply", ["critical-minerals"], "minerals by name"),
    ("visa waiver for holders of diplomatic passports", ["entry-and-stay"], "entry"),
    ("readmission of irregular migrants", ["migration"], "return by agreement"),
    ("resettlement of asylum seekers", ["asylum"], "asylum, not migration"),
    ("the return of Rohingya to Rakhine State", ["rohingya"], "a people and its home"),
    ("victims of trafficking in persons", ["human-trafficking"], "a crime against persons"),
    ("seizure of smuggled goods and contraband", ["smuggling"], "goods"),
    ("extradition of suspects", ["judicial-cooperation"], "between courts"),
    ("recovery of stolen assets", ["asset-recovery"], "not economic recovery"),
    ("rebuild homes after the earthquake", ["reconstruction", "earthquake-response"], "the work and its cause"),
    ("a cyclone early warning centre", ["floods-and-storms", "early-warning"], "the danger and the remedy"),
    ("the fight against malaria and tuberculosis", ["infectious-diseases"], "diseases by name"),
    ("a pandemic treaty", ["pandemic-preparedness"], "the longer term wins over pandemic"),
    ("recovery from COVID-19", ["covid-19"], "the disease of 2020"),
    ("two-state solution", ["middle-east-peace"], "the formula"),
    ("a ceasefire in Gaza", ["gaza"], "the place tells more than the word"),
    ("the truce along the front", ["ceasefire"], "a truce anywhere"),
    ("attacks on commercial shipping in the Red Sea", ["red-sea-shipping"], "two terms, one issue"),
    ("foreign terrorist fighters", ["isis-campaign"], "the longer term wins over terrorist"),
    ("cross-border terrorism", ["india-pakistan"], "the phrase of one pair of states"),
    ("freedom of navigation and overflight", ["maritime-security"], "at sea and above it"),
    ("the maritime boundary between the two", ["maritime-boundaries"], "a line"),
    ("the 2016 arbitral award", ["code-of-conduct-scs"], "the South China Sea award"),
    ("sovereignty over Dokdo", ["territorial-disputes", "dokdo-takeshima"], "the kind and the case"),
    ("women, peace and security", ["women-peace-security"], "a term with commas"),
    ("an end to domestic violence", ["gender-based-violence"], "violence at home"),
    ("child soldiers", ["children-armed-conflict"], "children in war"),
    ("the safety of journalists", ["media"], "press"),
    ("release of political prisoners", ["political-prisoners"], "not an exchange"),
    ("exchange of prisoners of war", ["prisoner-exchange"], "not political prisoners"),
    ("support for the human rights situation in the DPRK", ["north-korean-human-rights"], "the longer term wins over human rights"),
    ("free and fair elections", ["elections"], "a vote"),
    ("parliamentary elections in May", ["elections"], "not ties of parliaments"),
    ("an inter-parliamentary friendship group", ["parliamentary-ties"], "not elections"),
    ("debt restructuring under the common framework", ["debt"], "debt"),
    ("settlement in national currencies", ["local-currency"], "money, not settlers"),
    ("double taxation avoidance", ["taxation"], "tax"),
    ("a labour mobility scheme for seasonal workers", ["labour-migration"], "workers who move"),
    ("forced labour in supply chains", ["labour-rights", "supply-chains"], "rights and trade"),
    ("comfort women", ["sexual-slavery"], "the wartime issue"),
    ("restitution of looted art", ["restitution"], "heritage taken away"),
    ("world heritage sites", ["heritage"], "heritage kept"),
    ("student exchanges and scholarships", ["education"], "schools"),
    ("mutual recognition of diplomas", ["qualifications"], "the longer term wins over mutual recognition"),
    ("artificial intelligence safety", ["artificial-intelligence"], "not the secret services"),
    ("intelligence sharing", ["intelligence"], "the secret services"),
    ("reform of the Security Council", ["un-reform"], "the longer term wins over Security Council"),
    ("a non-permanent seat for 2027", ["candidatures"], "a candidature"),
    ("U.S.-Japan-ROK cooperation", ["triangular-japan-us-korea"], "three in one phrase"),
    ("a 2+2 dialogue of ministers", ["strategic-dialogue-2plus2"], "digits in a term"),
    ("reopening of the embassy", ["embassies"], "a mission"),
    ("accession negotiations with the Union", ["eu-integration"], "joining"),
    ("security guarantees for Ukraine", ["security-guarantees"], "what is offered, not the war"),
    ("the return of deported children", ["ukrainian-children"], "the longer term wins over children"),
    ("immobilised Russian assets", ["ukraine-accountability"], "assets, not asset recovery"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "issues", "why"), PHRASES)
def test_phrases_give_their_issues(words: str, issues: list[str], why: str) -> None:
    assert list(issues_in(words)) == issues, why


COUNTER_EXAMPLES = [
    ("an embassy in Afghanistan", "afghanistan", "a state's name is no issue"),
    ("trade with Ukraine", "ukraine-war", "a partner's name is not the war"),
    ("flights to Libya and Syria", "libya", "a partner's name is no crisis"),
    ("a Venezuelan orchestra", "venezuela", "a demonym is no crisis"),
    ("the Democratic People's Republic of Korea", "democracy", "part of a state's name"),
    ("artificial intelligence", "intelligence", "not the secret services"),
    ("a business environment fit for firms", "environment", "not nature"),
    ("the political climate", "climate-change", "not the weather"),
    ("the arms trade", "trade", "weapons"),
    ("trade unions", "trade", "workers"),
    ("peaceful settlement of disputes", "west-bank-settlements", "a settlement of another kind"),
    ("Patriot batteries", "batteries", "launchers"),
    ("a protocol amending the treaty", "protocol", "a text, not ceremony"),
    ("the history of the two peoples", "historical-issues", "no grievance is told"),
    ("a rich history of friendship", "war-reparations", "no grievance is told"),
    ("economic recovery", "reconstruction", "growth, not rebuilding"),
    ("a wide range of issues", "peace-and-security", "nothing is told"),
    ("the parties concerned", "bilateral-relations", "nothing is told"),
    ("the Normandy landings", "minsk-process", "another event"),
    ("Minsk hosted the fair", "minsk-process", "a city"),
    ("social media platforms", "social-policy", "media"),
    ("gasoline and gasses", "gas", "only whole words count"),
    ("portfolio holders reported", "ports", "only whole words count"),
    ("the Indian Ocean Rim", "oceans", "a group of states"),
    ("multilateral development banks", "multilateral-cooperation", "banks"),
    ("prisoners of war", "political-prisoners", "soldiers"),
    ("a code of conduct for officials", "code-of-conduct-scs", "another code"),
    ("the port of registry and a port call", "maritime-security", "a port alone is no security"),
    ("critical infrastructure", "infrastructure", "to be guarded, not built"),
]


@pytest.mark.parametrize(("words", "issue", "why"), COUNTER_EXAMPLES)
def test_phrases_that_only_look_like_an_issue(words: str, issue: str, why: str) -> None:
    assert issue in {row.id for row in lexicon.issues()}
    assert issue not in issues_in(words), why


def test_the_tables_are_large_enough() -> None:
    assert len(PHRASES) >= 60
    assert len(COUNTER_EXAMPLES) >= 20
