"""The law as code: rules, packs, recommendation, explanation, derived facts and deadlines. Pure: no files, no clock."""
