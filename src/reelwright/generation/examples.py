"""Example bodies of the API's description."""

GENERATE = {
    "prompt": "A stainless steel flask on a windswept ridge at dawn, mist in the valley, slow push in",
    "model": "sora-2-pro",
    "duration": 8,
    "aspectRatio": "16:9",
    "referenceImageUrls": ["https://images.example.com/flask.png"],
    "audio": "auto",
}
BRAND = {
    "productName": "Altitude",
    "tagline": "Made for the last thousand metres.",
    "brandLogoUrl": "https://images.example.com/logo.png",
    "duration": 8,
}
PRODUCT = {
    "productName": "Altitude Flask",
    "productDescription": "Vacuum-insulated steel, shaped for the climb. Ice stays ice until tomorrow.",
    "referenceImageUrls": ["https://images.example.com/flask.png"],
    "duration": 15,
}
SOCIAL = {
    "concept": "Stop packing warm water. One flask, 24 hours cold.",
    "platform": "instagram-reel",
    "brandImages": ["https://images.example.com/flask.png"],
}
