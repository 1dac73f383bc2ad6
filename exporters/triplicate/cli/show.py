"""The commands that tell about Triplicate itself and this machine."""

import argparse
import dataclasses
import json


def explain(options: argparse.Namespace) -> int:
    """Print what the rules are; without a code a list of all, by what they are about."""
    from triplicate import checks

    if not options.codes:
        print(checks.listed(), end="")
        return 0
    print("\n".join(checks.explain(code) for code in options.codes), end="")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Print a JSON Schema, for editors."""
    from triplicate.jobs import schema as schemas

    made = schemas.config_schema() if options.of == "config" else schemas.front_matter_schema()
    print(json.dumps(made, ensure_ascii=False, indent=2))
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Print what was examined; 1 if something needed is missing."""
    from triplicate.system.doctor import examine

    results = examine()
    if options.json:
        print(json.dumps([dataclasses.asdict(result) for result in results], indent=2))
    else:
        for result in results:
            state = "ok" if result.found else "MISSING" if result.needed else "optional"
            print(f"{state:8}  {result.name}" + (f"  ({result.detail})" if result.detail else ""))
            if not result.found:
                print(f"          {result.remedy}")
    return int(any(result.needed and not result.found for result in results))


def completion(options: argparse.Namespace) -> int:
    """Print a completion script, to be evaluated or saved by the shell."""
    import shtab

    print(shtab.complete(options.parser(), options.shell))
    return 0
