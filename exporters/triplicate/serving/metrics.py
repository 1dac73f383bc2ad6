"""Figures of a service in the text format of Prometheus (version 0.0.4)."""

import resource
from collections.abc import Iterator, Mapping

_MEANINGS = {
    "jobs_under_way": "Jobs that wait or are worked on.",
    "checks_under_way": "Checks that wait or are worked on.",
    "kept_bytes": "Bytes of drafts and files that are kept.",
}


def exposed(figures: Mapping[str, float], answers: Mapping[tuple[str, int], int]) -> str:
    """Return the figures of the work, and how many answers there were by method and status, as text."""
    return "".join(f"{line}\n" for line in _lines(figures, answers))


def _lines(figures: Mapping[str, float], answers: Mapping[tuple[str, int], int]) -> Iterator[str]:
    for name, meaning in _MEANINGS.items():
        yield f"# HELP triplicate_{name} {meaning}"
        yield f"# TYPE triplicate_{name} gauge"
        yield f"triplicate_{name} {figures.get(name, 0):g}"
    yield "# HELP triplicate_done_total What was done, by what came of it."
    yield "# TYPE triplicate_done_total counter"
    for name, value in sorted(figures.items()):
        if name not in _MEANINGS:
            yield f'triplicate_done_total{{outcome="{name}"}} {value:g}'
    yield "# HELP triplicate_answers_total Answers, by method and status."
    yield "# TYPE triplicate_answers_total counter"
    for (method, status), count in sorted(answers.items()):
        yield f'triplicate_answers_total{{method="{method}",status="{status}"}} {count}'
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield "# HELP process_cpu_seconds_total Processor time of the process that answers."
    yield "# TYPE process_cpu_seconds_total counter"
    yield f"process_cpu_seconds_total {used.ru_utime + used.ru_stime:.3f}"
    yield "# HELP process_peak_resident_memory_bytes The most memory that this process had."
    yield "# TYPE process_peak_resident_memory_bytes gauge"
    yield f"process_peak_resident_memory_bytes {used.ru_maxrss * 1024}"
