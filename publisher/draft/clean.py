"""The policy within a web page: furniture, covers, contacts and attachments' names left out, and listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.draft.cut import STYLES, Line
from publisher.draft.typesetting import set_chinese

KINDS = (
    "若干政策措施|若干措施|若干政策|若干意见|若干规定|实施办法|实施细则|实施意见|实施方案|管理办法|行动计划|行动方案|扶持办法|扶持政策|"
    "政策措施|措施|政策|办法|意见|规定|细则|方案|十条|条例"
)
"""What a text of this sort calls itself."""

TITLE = re.compile(rf"^(?!关于印发)[^。；：！？]{{4,60}}(?:{KINDS})(?:（[^）]{{1,12}}）)?$")
_LETTER = re.compile(r"^[^。；：！？]{4,60}(?:函|通知|公告|通告|公示)$")
"""What a text calls itself that is set out as a letter."""

_SUBTITLE = re.compile(r"^（?(?:征求意见稿|公开征求意见稿|试行|暂行|修订版?|修订稿|草案|讨论稿|送审稿|\d{4}年(?:版|修订)?)）?$")
_OPENING = re.compile(r"^(?:为|根据|按照|依据|围绕|贯彻|落实|深入|全面|认真|以习近平|紧扣|立足|抢抓|聚焦|结合|坚持)")
_OPENING_END = re.compile(r"(?:制定|制订|出台|提出|特制定|拟定|研究制定|如下|以下)[^。]{0,30}[。：]?$")
_CONTACT = re.compile(
    r"联系人|联系电话|联系方式|咨询电话|联系地址|邮\s*箱|电子邮件|传\s*真|邮政编码|[\w.+-]+@[\w-]+\.\w+|(?<!\d)1[3-9]\d{9}(?!\d)|"
    r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)|400-\d{3}-\d{4}"
)
_COVER = re.compile(
    r"现(?:予)?印发(?:给)?你们|请认真(?:组织实施|贯彻|遵照)|请遵照执行|向社会公开征求意见|公开征求意见|已经.{2,30}(?:同意|通过)|此件(?:主动|依申请)公开|"
    r"各区人民政府，|各有关单位|各相关单位|意见和建议"
)
_FURNITURE = re.compile(
    r"^(?:来源|文章来源|信息来源|稿源|原文链接|责任编辑|编辑|作者|审核|浏览次数|阅读|点击|发布时间|发布日期|发布部门|发布机构|索引号|成文日期|主题分类|分享到?|打印|"
    r"关闭|字号|字体|上一篇|下一篇|上一条|下一条|相关(?:阅读|推荐|附件|链接|文章|政策)|返回|首页|当前位置|"
    r"您(?:现在|当前)的?位置|登录|注册|扫一扫|扫码|微信|"
    r"微博|免责声明|声明|版权|THE END|END|附件|附：|暂无评论|评论|点赞|收藏|责编|Copyright|©|主办单位|网站标识码|ICP|"
    r"温馨提示|解读|热门|推荐阅读|【?字体)"
    r"|ICP备|公网安备|Copyright|版权所有|转载请|快来评论|本站|本网站|点击(?:这里|查看|下载)|^[\s|>›»/·\-—=_*…]+$|^\d+$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^[\u4e00-\u9fff、（） ]{3,40}(?:人民政府|办公室|办公厅|委员会|管委会|局|厅|委|部|院|中心|办)"
    r"(?:[ \u3000]*(?:人民政府|办公室|办公厅|局|厅|委|部))?$"
)
_DAY = re.compile(
    r"^(?:\d{4}|[二〇零一三四五六七八九○]{4})年\s*(?:\d{1,2}|[一二三四五六七八九十]+)月\s*(?:\d{1,2}|[一二三四五六七八九十]+)日$"
)
_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,14}[〔\[（(【]\d{4}[〕\]）)】]\d+号$")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is none of the policy's, and what it was taken for."""

    line: Line
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of the policy, its title where one stands above it, and all that was left out."""

    lines: tuple[Line, ...]
    title: str
    left_out: tuple[LeftOut, ...]


def clean(text: str) -> Cleaned:
    """Find the policy in a text that came from a page, a document or a clipboard."""
    lines = [Line(number, line) for number, line in enumerate(set_chinese(text).split("\n"), 1) if line]
    start, title = _start(lines)
    end = _end(lines, start)
    left = [LeftOut(line, _reason(line.text)) for line in (*lines[:start], *lines[end:])]
    kept: list[Line] = []
    for line in lines[start:end]:
        if (_CONTACT.search(line.text) and len(line.text) < 80) or (_FURNITURE.search(line.text) and len(line.text) < 60):
            left.append(LeftOut(line, _reason(line.text)))
        else:
            kept.append(line)
    left = [one for one in left if one.line.text not in (title,)]
    return Cleaned(tuple(kept), title, tuple(left))


def _start(lines: Sequence[Line]) -> tuple[int, str]:
    """Where the policy begins, and its title: behind the last title line above the first article."""
    first = next((at for at, line in enumerate(lines) if _first_marker(line.text)), len(lines))
    above = [at for at in range(first) if not _FURNITURE.search(lines[at].text)]
    titles = [at for at in above if TITLE.match(lines[at].text)]
    if first == len(lines):  # no numbering at all: what is not above a title is the text
        titles = titles or [at for at in above if _LETTER.match(lines[at].text)]
        first = 0
    title, start = "", 0
    if titles:
        start = titles[-1]
        title = lines[start].text
        start += 1
        if start < first and _SUBTITLE.match(lines[start].text):
            mark = lines[start].text
            title += mark if mark.startswith("（") else f"（{mark}）"
            start += 1
    openings = [at for at in range(start, max(start, first)) if _is_opening(lines[at].text)]
    if openings:
        return openings[0], title
    return (start if title else first), title


def _is_opening(text: str) -> bool:
    return bool(_OPENING.match(text) and _OPENING_END.search(text)) and not _COVER.search(text)


def _first_marker(text: str) -> bool:
    for style in ("chapter", "article", "comma", "bracket", "digit"):
        match = STYLES[style].match(text)
        if match and match["label"] in ("一", "1"):
            return True
    return text.startswith("【")


def _end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line that can be the policy's: below it there is nothing but furniture, signatures and attachments."""
    for at in range(start, len(lines)):
        text = lines[at].text
        if at > start + 1 and _foot(text) and not any(_belongs(line.text) for line in lines[at:]):
            return at
    return len(lines)


def _foot(text: str) -> bool:
    bare = text.strip("（）() ")
    return bool(
        (_FURNITURE.search(bare) and len(bare) < 120)
        or (_CONTACT.search(text) and len(text) < 80)
        or _SIGNATURE.match(text)
        or _DAY.match(text)
    )


def _belongs(text: str) -> bool:
    """Whether a line is surely a line of a policy: numbered, and a sentence."""
    return any(STYLES[style].match(text) for style in ("article", "comma", "bracket")) and "。" in text


def _reason(text: str) -> str:
    if _CONTACT.search(text):
        return "contact"
    if _NUMBER.match(text):
        return "number"
    if _DAY.match(text) or _SIGNATURE.match(text):
        return "signature"
    if _COVER.search(text) or text.endswith("："):
        return "cover"
    if re.match(r"^附件?[：:\d]", text) or text == "附件":
        return "attachment"
    return "furniture"
