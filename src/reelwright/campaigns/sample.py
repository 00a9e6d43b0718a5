"""The campaign that a first run finds: an invented product, its brief, and a proposal to look at. No made-up videos."""

import sqlalchemy as sa

from reelwright.campaigns import messages
from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.service import begin
from reelwright.kit.ids import new_id
from reelwright.prompting.contracts import Brief, Turn
from reelwright.prompting.service import first_idea

NAME = "Sample: Morrow cold brew"
BRIEF = Brief(
    product="Morrow",
    description="Cold brew concentrate, steeped for eighteen hours. One bottle makes twelve glasses.",
    audience="People who work from home and care about their coffee",
    goal="Make it known before the summer",
    key_message="Twelve glasses in one bottle",
    tone="warm and unhurried",
    call_to_action="Order your first bottle",
    placements=("instagram-reel", "tiktok", "youtube"),
    budget_micro=50_000_000,
)
_WELCOME = (
    "Welcome! This is a sample campaign for an invented product, so that you can look around: the brief is filled in, "
    "and a first video is proposed below. Change what you like, say “another”, or delete the campaign. "
    "One of your own begins with a few questions, right here."
)


def add_sample(conn: sa.Connection, workspace_id: str, now: int) -> None:
    """The sample campaign, along with the first workspace of an installation."""
    campaign = Campaign(new_id("cmp"), workspace_id, NAME, now, now, stage="assets", brief=BRIEF, is_sample=True)
    begin(conn, campaign, Turn(_WELCOME, "guide", {}))
    messages.add_answer(conn, campaign, first_idea(campaign.id, BRIEF), None, now)
