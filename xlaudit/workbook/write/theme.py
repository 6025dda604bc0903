"""The theme of a workbook: the colours and the font of a style, as Excel offers them to who goes on working in it."""

from xml.sax.saxutils import quoteattr

from xlaudit.model.template import Palette, Style

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
FORMATS = (
    f"<a:fillStyleLst>{SOLID * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{f'<a:ln>{SOLID}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{SOLID * 3}</a:bgFillStyleLst>"
)
"""Flat fills, plain lines, no effect; the schema asks for three of each."""


def theme_xml(style: Style) -> str:
    """Return the theme part of a style."""
    name = quoteattr(style.title.en)
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:{slot}>'
        for slot, colour in _slots(style.palette).items()
    )
    font = f'<a:latin typeface={quoteattr(style.font)}/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{NAMESPACE}" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colours}</a:clrScheme>"
        f"<a:fontScheme name={name}><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f"<a:fmtScheme name={name}>{FORMATS}</a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _slots(palette: Palette) -> dict[str, str]:
    """Return the twelve colours of a theme, in the order of the schema."""
    return {
        "dk1": palette.ink,
        "lt1": palette.paper,
        "dk2": palette.title_fill,
        "lt2": palette.band,
        "accent1": palette.accent,
        "accent2": palette.header_fill,
        "accent3": palette.accent_soft,
        "accent4": palette.input_header_fill,
        "accent5": palette.input_rule,
        "accent6": palette.warning_ink,
        "hlink": palette.link,
        "folHlink": palette.muted,
    }
