"""Hostile inputs, made on the fly: each writes what it needs into a folder and names the file to be read."""

import json
import os
from collections.abc import Callable
from pathlib import Path

Make = Callable[[Path], str]
INPUTS: dict[str, Make] = {}
HEAD = "cpdrules: 1\nruleset: test/hostile\ntitle: Hostile\nsubject: portfolio\n"
RECORD = "cpdrules: 1\nportfolio: p1\n"


def hostile(make: Make) -> Make:
    INPUTS[make.__name__.replace("_", "-")] = make
    return make


def written(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return str(path)


@hostile
def billion_laughs(folder: Path) -> str:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    return written(folder, "a.yaml", HEAD + "\n".join(lines))


@hostile
def merge_bomb(folder: Path) -> str:
    lines = ["a0: &a0 {k: v}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)]
    return written(folder, "a.yaml", HEAD + "\n".join(lines))


@hostile
def definition_bomb(folder: Path) -> str:
    bomb = [
        f"  d{n}: {{some_of: [{{meets: d{n + 1}}}, {{meets: d{n + 1}}}, {{meets: d{n + 1}}}]}}"
        for n in range(50)
    ]
    rest = (
        "vocabulary:\n  things: {undated: true, fields: {kind: [a, b], length: {unit: hour}}}\n"
        "measures:\n  m: {count: things, limits: [{count_at_most: 1, where: {meets: d0}},"
        " {count_at_most: 2}]}\n"
        "requirements:\n  - {id: r, amount: m, at_least: x}\ndefinitions:\n"
    )
    return written(folder, "a.yaml", HEAD + rest + "\n".join(bomb) + "\n  d50: {kind: a}\n")


@hostile
def definition_chain(folder: Path) -> str:
    chain = "".join(f"  d{n}: {{meets: d{n + 1}}}\n" for n in range(20_000))
    rest = "vocabulary:\n  things: {undated: true, fields: {kind: [a, b]}}\n"
    rest += "requirements:\n  - {id: r, has: things, where: {meets: d0}}\ndefinitions:\n"
    return written(folder, "a.yaml", HEAD + rest + chain)


@hostile
def unit_chain(folder: Path) -> str:
    chain = "".join(f"  u{n}: {{is: 2, of: u{n + 1}}}\n" for n in range(15_000))
    return written(
        folder, "a.yaml", HEAD + "requirements: []\nunits:\n" + chain + "  u15000: {is: 1, of: u0}\n"
    )


@hostile
def misspelt_names(folder: Path) -> str:
    names = "".join(f"  parameter{n}: {{value: 1}}\n" for n in range(10_000))
    uses = "".join(f"  - {{id: r{n}, amount: parametr{n}, at_least: 1}}\n" for n in range(10_000))
    return written(folder, "a.yaml", HEAD + "measures: {}\nparameters:\n" + names + "requirements:\n" + uses)


@hostile
def unknown_keys(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "".join(f"titel{n}: 1\n" for n in range(40_000)))


@hostile
def limit_bomb(folder: Path) -> str:
    fields = ", ".join(f"f{n}: [{', '.join(f'v{m}' for m in range(50))}]" for n in range(10))
    limits = ", ".join(f"{{count_at_most: 1, where: {{f{n}: v1}}}}" for n in range(10))
    rest = f"vocabulary:\n  things: {{undated: true, fields: {{{fields}}}}}\n"
    rest += f"measures:\n  m: {{count: things, limits: [{limits}]}}\nrequirements: []\n"
    return written(folder, "a.yaml", HEAD + rest)


@hostile
def deep_flow(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: " + "[" * 400_000)


@hostile
def deep_block(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "".join(" " * n + "a:\n" for n in range(1_300)))


@hostile
def deep_json(folder: Path) -> str:
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p", "a": ' + "[" * 5_000_000)


@hostile
def deep_dashes(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements:\n  " + "- " * 300_000 + "a")


@hostile
def fifty_megabytes(folder: Path) -> str:
    path = folder / "a.yaml"
    with path.open("wb") as file:
        file.write(RECORD.encode())
        file.truncate(50 * 1024 * 1024)
    return str(path)


@hostile
def eight_gibibytes(folder: Path) -> str:
    path = folder / "a.json"
    with path.open("wb") as file:
        file.truncate(8 * 1024**3)
    return str(path)


@hostile
def fifo(folder: Path) -> str:
    os.mkfifo(folder / "a.yaml")
    return str(folder / "a.yaml")


@hostile
def a_folder(folder: Path) -> str:
    (folder / "a.yaml").mkdir()
    return str(folder / "a.yaml")


@hostile
def a_device(_folder: Path) -> str:
    return "/dev/zero"


@hostile
def link_to_itself(folder: Path) -> str:
    (folder / "a.yaml").symlink_to(folder / "a.yaml")
    return str(folder / "a.yaml")


@hostile
def extends_a_link_to_itself(folder: Path) -> str:
    (folder / "b.yaml").symlink_to(folder / "b.yaml")
    return written(folder, "a.yaml", HEAD.replace("subject: portfolio", "extends: b.yaml"))


@hostile
def extends_a_link_outside(folder: Path) -> str:
    (folder / "b.yaml").symlink_to("/etc/passwd")
    return written(folder, "a.yaml", HEAD.replace("subject: portfolio", "extends: b.yaml"))


@hostile
def extends_a_long_path(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD.replace("subject: portfolio", f"extends: {'d/' * 9000}b.yaml"))


@hostile
def extends_a_fifo(folder: Path) -> str:
    os.mkfifo(folder / "b.yaml")
    return written(folder, "a.yaml", HEAD.replace("subject: portfolio", "extends: b.yaml"))


@hostile
def extends_forty_deep(folder: Path) -> str:
    for n in range(40):
        written(folder, f"a{n}.yaml", HEAD.replace("subject: portfolio", f"extends: a{n + 1}.yaml"))
    return str(folder / "a0.yaml")


@hostile
def name_with_nul(folder: Path) -> str:
    return str(folder / "a\0b.yaml")


@hostile
def name_too_long(folder: Path) -> str:
    return str(folder / ("a" * 5_000))


@hostile
def name_with_newline(folder: Path) -> str:
    return written(folder, "a\nerror[R001]: b.yaml", "a: [")


@hostile
def name_with_escape(folder: Path) -> str:
    return written(folder, "a\x1b[2J\x07.yaml", "a: [")


@hostile
def name_with_bidi(folder: Path) -> str:
    return written(folder, "a\u202elmay.yaml", "a: [")


@hostile
def name_that_is_no_text(folder: Path) -> str:
    return written(folder, "a\udcff.yaml", "a: [")


@hostile
def look_alike_ids(folder: Path) -> str:
    return written(folder, "a.yaml", RECORD + "judgements:\n  - {criterion: a, answer: b, by: c, rоle: d}\n")


@hostile
def long_number(folder: Path) -> str:
    return written(
        folder, "a.json", '{"cpdrules": 1, "portfolio": "p", "complete_from": ' + "9" * 100_000 + "}"
    )


@hostile
def long_number_in_rules(folder: Path) -> str:
    number = "9" * 60_000
    return written(folder, "a.yaml", HEAD + f"requirements: []\nparameters: {{a: {{value: {number}}}}}\n")


@hostile
def long_exponent(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: []\nparameters: {a: {value: 1E+999999999}}\n")


@hostile
def hash_flood(folder: Path) -> str:
    keys = ", ".join(f'"{n * (2**61 - 1)}": [' for n in range(100_000))
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p", ' + keys)


@hostile
def same_key_again(folder: Path) -> str:
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p"' + ', "a": 1' * 500_000 + "}")


@hostile
def most_values(folder: Path) -> str:
    """As many values as are read, and one fault at the end of them."""
    items = '{"a":"b"},' * 124_000
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": " ", "a": [' + items + "0]}")


@hostile
def same_key_within_the_limit(folder: Path) -> str:
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p"' + ', "a": 1' * 240_000 + "}")


@hostile
def huge_list(folder: Path) -> str:
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p", "a": [' + "0," * 16_000_000 + "0]}")


@hostile
def huge_list_of_objects(folder: Path) -> str:
    return written(folder, "a.json", '{"cpdrules": 1, "portfolio": "p", "a": [' + "{}," * 10_000_000 + "{}]}")


@hostile
def huge_rule_list(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: [" + "a," * 500_000 + "a]\n")


@hostile
def faulty_judgements(folder: Path) -> str:
    data = {"cpdrules": 1, "portfolio": "p", "judgements": [{"a": 1}] * 120_000}
    return written(folder, "a.json", json.dumps(data))


@hostile
def long_text(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: []\nedition: " + "a" * 900_000)


@hostile
def normalisation(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: []\nedition: " + "a\u0315\u0300" * 50_000)


@hostile
def controls(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "edition: " + "\x1b[2J" * 100_000)


@hostile
def no_text(folder: Path) -> str:
    return written(folder, "a.yaml", b"\xff\xfe" + HEAD.encode("utf-16-le"))


@hostile
def nothing(folder: Path) -> str:
    return written(folder, "a.yaml", "")


@hostile
def python_object(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "requirements: !!python/object/apply:os.system [id]\n")


@hostile
def quotes_open(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + 'edition: "' + "a\n " * 200_000)


@hostile
def tabs(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "\t\n" * 300_000)


@hostile
def questions(folder: Path) -> str:
    return written(folder, "a.yaml", HEAD + "? " * 300_000)
