"""From the order in which a line is drawn to that in which it is read, where brackets leave it open."""

import pytest

from triplicate.proof.readback.pdf.bidi import logical


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("party( )party popper( ةنيدم", "مدينة (party popper) (party"),
        ("popper( )party( )party ةنيدم", "مدينة party) (party) (popper"),
        ("ةنيدم )party popper( ةنيدم", "مدينة (party popper) مدينة"),
        ("party popper", "party popper"),
        (".דבלב )6kb קר( דקשמ", "משקד (רק 6kb) בלבד."),
        ("דבלב 1,5kb", "1,5kb בלבד"),
        ("דבלב kb 6", "kb 6 בלבד"),
        (" party(הנידמ ריע )party popper( ךרד", "דרך (party popper) עיר מדינה(party "),
    ],
)
def test_brackets_that_lines_part_are_read_in_their_order(shown, read):
    assert logical(shown, right_to_left=True) == read


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("of Man) ריע תנידמ (York", "of Man) מדינת עיר (York"),
        ("see (ריע) there", "see (עיר) there"),
        ("{more ? 'הנידמ' : 'ריע'} םיטרפ", "{more ? 'עיר' : 'מדינה'} פרטים"),
        ("see )ריע( הנידמ there", "see מדינה (עיר) there"),
        ("see('.שי )ריע( הנידמ')", "see('.מדינה (עיר) יש')"),
    ],
)
def test_brackets_in_lines_from_left_to_right(shown, read):
    assert logical(shown, right_to_left=False) == read
