"""Small databases as Buzz 1.4 and OpenWhispr 1.8 write them: their tables and columns, with a few rows."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

BUZZ_TABLES = """
CREATE TABLE transcription (
    id TEXT PRIMARY KEY, error_message TEXT, export_formats TEXT, file TEXT, output_folder TEXT,
    progress DOUBLE PRECISION DEFAULT 0.0, language TEXT, model_type TEXT, source TEXT, status TEXT, task TEXT,
    time_ended TIMESTAMP, time_queued TIMESTAMP NOT NULL, time_started TIMESTAMP, url TEXT, whisper_model_size TEXT,
    hugging_face_model_id TEXT, word_level_timings BOOLEAN DEFAULT FALSE, extract_speech BOOLEAN DEFAULT FALSE,
    name TEXT, notes TEXT
);
CREATE TABLE transcription_segment (
    id INTEGER PRIMARY KEY, end_time INT DEFAULT 0, start_time INT DEFAULT 0, text TEXT NOT NULL,
    translation TEXT DEFAULT '', transcription_id TEXT,
    FOREIGN KEY (transcription_id) REFERENCES transcription(id) ON DELETE CASCADE
);
CREATE INDEX idx_transcription_id ON transcription_segment(transcription_id);
"""
OPENWHISPR_TABLES = """
CREATE TABLE transcriptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP, raw_text TEXT, has_audio INTEGER NOT NULL DEFAULT 0,
    audio_duration_ms INTEGER, provider TEXT, model TEXT, status TEXT NOT NULL DEFAULT 'completed', error_message TEXT,
    error_code TEXT, route_kind TEXT, client_transcription_id TEXT, cloud_id TEXT,
    sync_status TEXT DEFAULT 'pending', deleted_at TEXT
);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL DEFAULT 'Untitled Note', content TEXT NOT NULL DEFAULT '',
    note_type TEXT NOT NULL DEFAULT 'personal', source_file TEXT, audio_duration_seconds REAL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    enhanced_content TEXT, enhancement_prompt TEXT, cloud_id TEXT, transcript TEXT, client_note_id TEXT, deleted_at TEXT
);
CREATE TABLE agent_conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL DEFAULT 'Untitled',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    client_conversation_id TEXT, deleted_at TEXT
);
CREATE TABLE agent_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES agent_conversations(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK(role IN ('user', 'assistant', 'system')), content TEXT NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP, metadata TEXT
);
"""


def buzz(path: Path, sound: str = "/calls/interview.mp3") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(BUZZ_TABLES)
        db.executemany(
            """INSERT INTO transcription (id, file, language, status, time_queued, word_level_timings, name, notes)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                ("aaaa", sound, "de", "completed", "2025-03-01T10:00:00.500000", False, None, "Call her back."),
                ("bbbb", "/calls/words.wav", "en", "completed", "2025-03-02T10:00:00", True, "By name", None),
                ("cccc", "/calls/failed.wav", "en", "failed", "2025-03-03T10:00:00", False, None, None),
            ],
        )
        db.executemany(
            """INSERT INTO transcription_segment (start_time, end_time, text, translation, transcription_id)
               VALUES (?, ?, ?, ?, ?)""",
            [
                (0, 1000, " Guten Tag.", "Good day.", "aaaa"),
                (1000, 2000, " Wie geht es?", "", "aaaa"),
                (0, 300, " One", "", "bbbb"),
                (300, 600, " two.", "", "bbbb"),
                (700, 900, " Three", "", "bbbb"),
                (2500, 2900, " four", "", "bbbb"),
            ],
        )
        db.commit()
    return path


def openwhispr(path: Path, *, sound: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    said = [
        {"text": "Shall we begin?", "source": "mic", "timestamp": 1741000000000},
        {"text": "Yes.", "source": "system", "speaker": "speaker_0", "speakerName": "Ann", "timestamp": 1741000002500},
        {"text": " ", "source": "mic", "timestamp": 1741000003000},
    ]
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(OPENWHISPR_TABLES)
        db.executemany(
            """INSERT INTO transcriptions (text, raw_text, timestamp, has_audio, audio_duration_ms, status, deleted_at,
               client_transcription_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                ("Buy milk.", "um buy milk", "2025-03-01 09:00:00", 1, 1000, "completed", None, "uuid-1"),
                ("Plain.", "Plain.", "2025-03-01 09:05:00", 0, None, "completed", None, None),
                ("Deleted.", None, "2025-03-01 09:06:00", 0, None, "completed", "2025-03-02", None),
                ("", None, "2025-03-01 09:07:00", 0, None, "failed", None, None),
            ],
        )
        db.execute(
            """INSERT INTO notes (title, content, note_type, created_at, enhanced_content, transcript)
               VALUES ('Weekly', 'My notes', 'meeting', '2025-03-03 08:00:00', '# Summary', ?)""",
            (json.dumps(said),),
        )
        db.execute("INSERT INTO agent_conversations (title, created_at) VALUES ('Kettle', '2025-03-04 08:00:00')")
        db.executemany(
            "INSERT INTO agent_messages (conversation_id, role, content, created_at) VALUES (1, ?, ?, ?)",
            [
                ("system", "You are helpful.", "2025-03-04 08:00:00"),
                ("user", "Is it on?", "2025-03-04 08:00:01"),
                ("assistant", "It is.", "2025-03-04 08:00:02"),
            ],
        )
        db.commit()
    if sound:
        folder = path.parent / "audio"
        folder.mkdir()
        (folder / "OpenWhispr-2025-03-01-10-00-00-1.webm").write_bytes(sound)
    return path
