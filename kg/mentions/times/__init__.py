"""The grammar of time: phrasings as data, the days they can mean, and how they are put together."""
