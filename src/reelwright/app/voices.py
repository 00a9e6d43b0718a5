"""Brand kits as campaigns hear them: neither domain knows the other."""

from reelwright.brands.service import BrandsService
from reelwright.prompting.contracts import Voice


class BrandVoices:
    """The voices of a workspace's brand kits."""

    def __init__(self, brands: BrandsService) -> None:
        self._brands = brands

    async def voice(self, workspace_id: str, brand_kit_id: str) -> Voice:
        """The kit's tone and words to avoid. Raises `NotFound`."""
        kit = await self._brands.get(workspace_id, brand_kit_id)
        return Voice(kit.tone, tuple(kit.words_to_avoid))
