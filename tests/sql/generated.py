"""Rule sets and rows put together by chance, the same for the same seed; what their columns are in a database."""

import json

LIBRARY = [
    ("table.grv", ["cn.pi.interpretation_2017", "cn.pi.statute_2015", "cn.pi.statute_2009", "cn.pi.reform.thesis",
                   "cn.pi.reform.liu_lu", "cn.pi.reform.gains_fallback",
                   *(f"cn.pi.interpretation_2017 with cn.pi.definitions.{theory}" for theory in
                     ("pipl", "association", "identification", "mixed_2017", "privacy"))]),
    ("network.grv", ["cn.network.statute_2015", "cn.network.interpretation_2019"]),
    ("computer.grv", ["cn.computer.statute_2009", "cn.computer.interpretation_2011"]),
]

NUMBERS = ["0", "1", "24", "25", "49", "50", "51", "249", "250", "499", "500", "2499", "2500", "4999", "5000",
           "49999", "50000", "999999999999", "1000000000000000"]
CELLS = {
    "gains": ["0", "249999", "250000", "499999", "500000", "5000000"], "profit": ["0", "5", "4.99", "50"],
    "harm": ["dead", "-", "重伤", "none"], "knew": ["true", "false"],
    "act": ["sell", "steal", "buy", "keep", "give"], "loss": ["true", "false"],
    "from": ["2018-01-01", "2020-07-01", "2020-06-30"], "business": ["true", "false"], "minor": ["0", "0", "是"],
    "n1": NUMBERS, "crime": ["true", "false"], "duty": ["true", "false"],
    "kind": ["health", "财产信息", "other", "biometric"], "n2": NUMBERS, "fake": ["0", "0", "10", "600"],
    "to": ["0", "1", "3"], "pub": ["true", "false"], "n3": NUMBERS, "third": ["no", "yes"],
}
HEAD = ["id", *CELLS]


def rows(pick, count):
    """Every third row is whole; of the others one cell in ten is empty."""
    out = []
    for i in range(count):
        holes = 0 if i % 3 == 0 else 0.1
        cells = [pick.choice(values) for values in CELLS.values()]
        out.append([f"r{i}", *("" if pick.random() < holes else cell for cell in cells)])
    return out


ITEMS = {
    "kind": ["health", "财产信息", "other", "trajectory", "contact"], "count": NUMBERS, "fake": ["0", "0", "10"],
    "to": ["0", "1", "3"], "act": CELLS["act"], "duty": ["true", "false"], "pub": ["true", "false"],
    "crime": ["true", "false"],
}


def nested(pick, count):
    """Rows with none to five lots in a list, one in twenty with more than columns take; holes as above, in the list too."""
    own = ["gains", "profit", "harm", "knew", "loss", "from", "business", "n1", "crime"]
    out = []
    for i in range(count):
        holes = 0 if i % 3 == 0 else 0.06
        hole = lambda: pick.random() < holes
        cells = {"id": f"r{i}", **{c: None if hole() else pick.choice(CELLS[c]) for c in own}}
        many = 17 + i % 4 if i % 20 == 7 else pick.choice([0, 1, 1, 2, 2, 3, 5])
        item = lambda: {c: None if hole() else pick.choice(values) for c, values in ITEMS.items()}
        cells["lots"] = None if hole() and hole() else [item() for _ in range(many)]
        out.append(cells)
    return out


BOOLEANS = {"knew_crime_use", "in_course_of_duty", "used_for_crime", "prior_conviction", "prior_admin_2y",
            "major_loss", "bad_social_impact", "knew", "loss", "business", "crime", "duty", "pub"}
DECIMALS = {"profit", "illegal_gains"}
TEXTS = {"id", "of_case", "act", "consequence", "harm", "kind", "third", "minor"}
DAYS = {"from"}


def column_type(name):
    if name in BOOLEANS:
        return "BOOLEAN"
    if name in DECIMALS:
        return "DECIMAL(18, 4)"
    if name in DAYS:
        return "DATE"
    return "VARCHAR" if name in TEXTS else "BIGINT"


def list_type():
    """The list of structs, as DuckDB writes it."""
    fields = ", ".join(f'"{c}" {column_type(c)}' for c in ITEMS)
    return f"STRUCT({fields})[]"


def stated(cells):
    """A row with lists as JSON states it."""
    def plain(name, cell):
        if isinstance(cell, list):
            return [stated(item) for item in cell]
        if cell is None or column_type(name) in ("VARCHAR", "DATE", "DECIMAL(18, 4)"):
            return cell
        return cell == "true" if column_type(name) == "BOOLEAN" else int(cell)
    return {name: plain(name, cell) for name, cell in cells.items()}


def whole(row):
    """Whether nothing in a row with lists is missing."""
    return None not in row.values() and None not in [c for item in row["lots"] for c in item.values()]


def json_lines(rows):
    return "".join(json.dumps(stated(row), ensure_ascii=False) + "\n" for row in rows)


LIMBS = """one reaches N items
two reaches N items
three reaches N items
1(1)(1) to (3) together reach the standard
illegal_gains reaches N yuan
counting only duty: any of 1(1)(1) to (4) reaches half
some lot where trajectory, used_for_crime and spread
knew_crime_use and any of 1(1)(1) to (3) reaches 1/5
heavy reaches N items
busy exceeds 1 and knew_crime_use
biggest reaches N items and some lot where spread
business_profit reaches N yuan or illegal_gains exceeds N yuan
(illegal_gains minus business_profit) reaches N yuan
leaving out spread: any of 1(1)(1) to (2) reaches 3 times
major_economic_loss and not lawful_business
from conduct_from to conduct_to at most 1 year and lawful_business
illegal_gains multiplied by 3 reaches business_profit and lawful_business""".splitlines()
HIGHER = """any of 1(1)(1) to (4) reaches 10 times
(victim_harm is not none) and any of 1(1)(1) to (5)
1(1)(1), (3) together reach 5 times
all of 1(1)(1) to (3) reaches 2 times
none of 1(1)(1) to (3) and victim_harm is death and knew_crime_use""".splitlines()
ATOMS = """knew_crime_use
major_economic_loss
lawful_business
victim_harm is not none
victim_harm is death or serious_injury
illegal_gains reaches N yuan
business_profit exceeds N yuan
heavy reaches N items
heavy below N items
busy exceeds 1
some lot where spread
no lot where used_for_crime
some lot where duty and not trajectory
some lot where count reaches N items and acquired is purchase
(illegal_gains plus business_profit) reaches N yuan""".splitlines()


def condition(pick, depth):
    """Conditions joined and denied, so many deep."""
    if depth == 0:
        return pick.choice(ATOMS)
    parts = [condition(pick, pick.randrange(depth)) for _ in range(pick.choice([2, 2, 3]))]
    parts = [f"not ({part})" if pick.random() < 0.2 else f"({part})" for part in parts]
    return pick.choice([" and ", " or "]).join(parts)


def module(pick, name):
    def filled(limb):
        while "N" in limb:
            limb = limb.replace("N", pick.choice(["1", "25", "50", "500", "5000", "50000"]), 1)
        return limb

    def listed(limbs):
        return "\n".join(f"  ({i}) {filled(limb)}" for i, limb in enumerate(limbs, 1))

    one, two = pick.choice(["trajectory", "health"]), pick.choice(["property", "biometric", "contact"])
    conduct = pick.choice(["not lawfully", "spread", "spread or acquired is theft or purchase", "relates_to_person"])
    weight = pick.choice(["spread_to, at least 1", "provided_to, at least 2", "1 person plus published"])
    more = [pick.choice(LIMBS[5:]) for _ in range(4)] + [condition(pick, 2) for _ in range(pick.randrange(3))]
    return f"""module {name}
  source T "A text"
  uses cn.pi.facts

classification level (lot) by T 1
  one  {one}
  two  {two}, other or spread
  three  otherwise

quantity spread_to (lot) persons by T 1
  is  sold_to plus provided_to plus published

quantity counted (lot) items by T 1
  is  (count minus not_genuine) multiplied by ({weight})

definition spread (lot) by T 1
  means  spread_to reaches 1 person

definition duty (lot) by T 1
  means  acquired_in_duty and spread

measure heavy by T 1
  total count over lot where {one} or used_for_crime

measure busy by T 1
  number over lot where spread

measure biggest by T 1
  greatest count over lot

offence o by T 1
  conduct  {conduct}

article 1(1)  serious if any of the following
{listed(LIMBS[:5] + more)}
article 1(2)  especially_serious if any of the following
{listed([pick.choice(HIGHER) for _ in range(2)])}
"""
