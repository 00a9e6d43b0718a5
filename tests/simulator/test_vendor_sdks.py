"""The vendors' own SDKs drive the simulator unmodified: what they can read, a client of theirs can rely on."""

import io
import time
import urllib.request
from pathlib import Path
from typing import Any

import av
import openai
import pytest
from google import genai
from google.genai import types
from PIL import Image
from replicate.client import Client
from replicate.exceptions import ReplicateError
from replicate.webhook import Webhooks
from runwayml import BadRequestError, RunwayML

from reelwright.simulator.hooks import sign
from tests.fakes.running import RunningFake

# openai marks every call of its videos API as deprecated: that API is gone, its shape is not.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def seconds_of(content: bytes) -> float:
    with av.open(io.BytesIO(content), "r") as container:
        stream = container.streams.video[0]
        return stream.frames / float(stream.average_rate or 1)


def fetched(url: object) -> bytes:
    """The SDK makes file objects of https addresses only; of the simulator's it gives the text."""
    with urllib.request.urlopen(str(url)) as answer:
        content: bytes = answer.read()
        return content


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    Image.new("RGB", (720, 1280), "white").save(path)
    return path


# -- Replicate -----------------------------------------------------------------------------------------------------


@pytest.fixture
def replicate_client(simulator: RunningFake) -> Client:
    return Client(api_token="token", base_url=f"{simulator.base_url}/replicate")


def test_replicate_runs_a_model(replicate_client: Client) -> None:
    output = replicate_client.run("bytedance/seedance-2.5", input={"prompt": "a kite", "duration": 5})
    assert seconds_of(fetched(output)) == 5


def test_replicate_takes_an_uploaded_first_frame(replicate_client: Client, picture: Path) -> None:
    with picture.open("rb") as file:
        output = replicate_client.run(
            "minimax/hailuo-2.3", input={"prompt": "a kite", "first_frame_image": file, "duration": 6}
        )
    with av.open(io.BytesIO(fetched(output)), "r") as container:
        assert container.streams.video[0].height > container.streams.video[0].width  # the picture's own ratio


def test_replicate_creates_lists_and_cancels(replicate_client: Client) -> None:
    prediction = replicate_client.models.predictions.create(
        "google/veo-3.1", input={"prompt": "{{simulate: stuck}}", "duration": 4}
    )
    assert prediction.status == "starting"
    assert prediction.id in {listed.id for listed in replicate_client.predictions.list().results}
    time.sleep(0.1)
    prediction.cancel()
    prediction.reload()
    assert prediction.status == "canceled"


def test_replicate_says_what_is_wrong(replicate_client: Client) -> None:
    with pytest.raises(ReplicateError) as caught:
        replicate_client.models.predictions.create("google/veo-3.1", input={"prompt": "a kite", "duration": 5})
    assert caught.value.status == 422 and "duration" in str(caught.value.detail)
    with pytest.raises(ReplicateError) as caught:
        replicate_client.models.predictions.create("openai/sora-2-pro", input={"prompt": "a kite"})
    assert caught.value.status == 404


def test_replicate_publishes_its_schema(replicate_client: Client) -> None:
    model = replicate_client.models.get("kwaivgi/kling-v3-video")
    schema: Any = model.latest_version and model.latest_version.openapi_schema
    assert "start_image" in schema["components"]["schemas"]["Input"]["properties"]


def test_replicate_signs_as_its_own_check_expects(replicate_client: Client) -> None:
    secret = replicate_client.webhooks.default.secret()
    body = b'{"id": "abc"}'
    headers = sign(secret.key, "msg_1", int(time.time()), body)
    Webhooks.validate(headers=headers, body=body.decode(), secret=secret, tolerance=300)


# -- Runway --------------------------------------------------------------------------------------------------------


@pytest.fixture
def runway_client(simulator: RunningFake) -> RunwayML:
    return RunwayML(api_key="key", base_url=f"{simulator.base_url}/runway", max_retries=0)


def test_runway_makes_a_video_of_an_uploaded_picture(runway_client: RunwayML, picture: Path) -> None:
    uploaded = runway_client.uploads.create_ephemeral(file=picture)
    task = runway_client.image_to_video.create(
        model="gen4_turbo", prompt_image=uploaded.uri, prompt_text="a kite", ratio="720:1280", duration=2
    )
    done = runway_client.tasks.retrieve(task.id)
    while done.status in ("PENDING", "RUNNING"):
        done = runway_client.tasks.retrieve(task.id)
        time.sleep(0.05)
    assert done.status == "SUCCEEDED" and done.cost.credits == 10  # 2 s of 5 credits
    assert done.output[0].startswith(str(runway_client.base_url).partition("/runway")[0])


def test_runway_says_what_is_wrong(runway_client: RunwayML) -> None:
    with pytest.raises(BadRequestError, match="Validation"):
        runway_client.text_to_video.create(model="gen4.5", prompt_text="a kite", ratio="1280:720", duration=11)


def test_runway_reports_a_refusal_with_its_code(runway_client: RunwayML) -> None:
    task = runway_client.text_to_video.create(
        model="gen4.5", prompt_text="{{simulate: refuse_input}}", ratio="1280:720", duration=2
    )
    time.sleep(0.2)
    ended = runway_client.tasks.retrieve(task.id)
    assert ended.status == "FAILED" and ended.failure_code == "SAFETY.INPUT.TEXT" and ended.cost.credits == 0


def test_runway_cancels(runway_client: RunwayML) -> None:
    task = runway_client.text_to_video.create(
        model="gen4.5", prompt_text="{{simulate: stuck}}", ratio="1280:720", duration=2
    )
    runway_client.tasks.delete(task.id)
    assert runway_client.tasks.retrieve(task.id).status == "CANCELLED"


# -- Google --------------------------------------------------------------------------------------------------------


@pytest.fixture
def google_client(simulator: RunningFake) -> genai.Client:
    return genai.Client(api_key="key", http_options=types.HttpOptions(base_url=f"{simulator.base_url}/google"))


def test_google_makes_a_video(google_client: genai.Client, picture: Path) -> None:
    file = google_client.files.upload(file=picture)
    interaction: Any = google_client.interactions.create(
        model="gemini-omni-1.1-flash",
        input=[
            {"type": "image", "uri": file.uri, "mime_type": "image/png"},
            {"type": "text", "text": "<FIRST_FRAME> a kite"},
        ],
        response_format={"type": "video", "aspect_ratio": "9:16", "duration": "3s", "delivery": "uri"},
        background=True,
    )
    while interaction.status in ("queued", "in_progress"):
        time.sleep(0.05)
        interaction = google_client.interactions.get(interaction.id)
    assert interaction.status == "completed"
    name = interaction.output_video.uri.partition("/v1beta/")[2]
    assert seconds_of(google_client.files.download(file=name)) == 3


def test_google_answers_inline_when_nobody_waits(google_client: genai.Client) -> None:
    interaction: Any = google_client.interactions.create(
        model="gemini-omni-1.1-flash",
        input="a kite",
        response_format={"type": "video", "duration": "3s", "delivery": "inline"},
    )
    assert interaction.output_video.data


# -- OpenAI --------------------------------------------------------------------------------------------------------


@pytest.fixture
def openai_client(simulator: RunningFake) -> openai.OpenAI:
    return openai.OpenAI(api_key="key", base_url=f"{simulator.base_url}/openai/v1", max_retries=0)


def test_openai_makes_a_video(openai_client: openai.OpenAI, picture: Path) -> None:
    video = openai_client.videos.create_and_poll(
        model="sora-2-pro",
        prompt="a kite",
        seconds="4",
        size="720x1280",
        input_reference=picture,
        poll_interval_ms=50,
    )
    assert video.status == "completed"
    assert seconds_of(openai_client.videos.download_content(video.id).read()) == 4
    assert video.id in {listed.id for listed in openai_client.videos.list(limit=5)}
    assert openai_client.videos.delete(video.id).deleted


def test_openai_says_why_it_refused(openai_client: openai.OpenAI) -> None:
    video = openai_client.videos.create_and_poll(prompt="{{simulate: refuse_input}}", poll_interval_ms=50)
    assert video.status == "failed" and video.error and video.error.code == "moderation_blocked"


def test_openai_chats(simulator: RunningFake) -> None:
    client = openai.OpenAI(api_key="key", base_url=f"{simulator.base_url}/poe/v1", max_retries=0)
    asked: Any = {
        "model": "GPT-4o",
        "messages": [{"role": "user", "content": "Be vivid.\n\nPrompt: A kite over the sea."}],
    }
    told = client.chat.completions.create(**asked).choices[0].message.content or ""
    assert told.startswith("A kite over the sea.") and len(told) > 30
    streamed = client.chat.completions.create(**asked, stream=True)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in streamed) == told
    assert "GPT-4o" in {model.id for model in client.models.list()}


def test_openai_answers_in_the_shape_that_was_asked_for(openai_client: openai.OpenAI) -> None:
    schema = {
        "type": "object",
        "properties": {
            "beats": {"type": "array", "minItems": 2, "items": {"type": "string"}},
            "mood": {"enum": ["calm"]},
        },
    }
    wanted: Any = {"type": "json_schema", "json_schema": {"name": "story", "schema": schema}}
    told = openai_client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "A kite."}], response_format=wanted
    )
    assert told.choices[0].message.content == '{"beats": ["A kite.", "A kite."], "mood": "calm"}'
