"""The scene as numbers; read by our contender and by MoviePy's, so it imports nothing but the standard library.

10 s, 1920 x 1080, 30 frames a second, no sound. A photo of 2880 x 1620 is seen for 8.5 s while the camera zooms in by
15 % and pans; a black gradient rises from its lower part; three lines of text come up one after the other. At 8 s an
end card (gradient, disc, name, address) fades in over half a second.
"""

WIDTH, HEIGHT, FPS, SECONDS = 1920, 1080, 30, 10
FRAMES = FPS * SECONDS

PHOTO_WIDTH, PHOTO_HEIGHT = 2880, 1620
PHOTO_SECONDS, ZOOM, PAN_X, PAN_Y = 8.5, 0.15, -60.0, 30.0

SHADE_FROM, SHADE_ALPHA = 0.35, 0.8

REVEAL_SECONDS, REVEAL_RISE = 0.8, 60.0
# text, is it bold, size, x, baseline y, first second
TEXTS = (
    ("NEW SEASON", False, 34, 140, 690, 0.4),
    ("Altitude Pro Jacket", True, 118, 136, 830, 0.7),
    ("Engineered for the last thousand metres", False, 50, 140, 910, 1.1),
)

CARD_FROM, CARD_FADE = 8.0, 0.5
CARD_COLOURS = ((0x0F, 0x2B, 0x4C), (0xF2, 0xA6, 0x5A))
DISC_DIAMETER, DISC_Y = 180, 0.36
NAME = ("ALTITUDE", True, 140, 0.6)
ADDRESS = ("altitude.example.com", False, 44, 0.72)

CRF, PRESET = 20, "veryfast"


def ease_out(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return 1 - (1 - share) ** 3
