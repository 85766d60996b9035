PRAGMA application_id = 0x4c6e6b57;

-- One journey. What is asked for by itself is a column; the rest of it, and
-- what belongs to its stop alone, is JSON.
CREATE TABLE journeys (
    id TEXT NOT NULL PRIMARY KEY,
    partition TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    endpoint TEXT,
    customer TEXT NOT NULL,
    stored_name TEXT NOT NULL,
    job_number TEXT,
    device_cloud TEXT NOT NULL,
    device_cloud_name TEXT NOT NULL,
    link TEXT,
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    closed_at INTEGER,
    details TEXT NOT NULL,
    stop TEXT NOT NULL CHECK (stop IN (
        'creating', 'awaiting_sign_in', 'finding_devices', 'choosing_devices',
        'registering', 'done', 'removing', 'removed'
    )),
    stop_data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The device rows of a journey's stop, from 0.
CREATE TABLE devices (
    journey_id TEXT NOT NULL REFERENCES journeys (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    record TEXT NOT NULL,
    PRIMARY KEY (journey_id, position)
) STRICT, WITHOUT ROWID;

-- Mutations with their exact parameters. The journey '' is none. Without
-- opened_at an intent is known from its journey and was not about to be sent.
CREATE TABLE intents (
    journey_id TEXT NOT NULL,
    key TEXT NOT NULL,
    operation TEXT NOT NULL,
    parameters TEXT NOT NULL,
    opened_at INTEGER,
    answered_at INTEGER,
    answer TEXT CHECK (answer IN ('done', 'refused', 'unclear')),
    request_id TEXT,
    PRIMARY KEY (journey_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
    journey_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT,
    operation TEXT,
    request_id TEXT,
    PRIMARY KEY (journey_id, number)
) STRICT, WITHOUT ROWID;

-- Journeys that could not be read, whole as they were.
CREATE TABLE quarantine (
    journey_id TEXT NOT NULL PRIMARY KEY,
    customer TEXT,
    link TEXT,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    raw BLOB NOT NULL
) STRICT, WITHOUT ROWID;
