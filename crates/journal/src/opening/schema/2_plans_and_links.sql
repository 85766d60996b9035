-- Journeys that stand at 'refreshing' too. The newest link stays known in
-- last_link when it was removed.
CREATE TABLE journeys_2 (
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
    last_link TEXT,
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    closed_at INTEGER,
    details TEXT NOT NULL,
    stop TEXT NOT NULL CHECK (stop IN (
        'creating', 'refreshing', 'awaiting_sign_in', 'finding_devices', 'choosing_devices',
        'registering', 'done', 'removing', 'removed'
    )),
    stop_data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every link a journey has or had. An identity is the JSON array of its
-- partition, account, region and endpoint.
CREATE TABLE journey_links (
    link TEXT NOT NULL,
    identity TEXT NOT NULL,
    journey_id TEXT NOT NULL,
    PRIMARY KEY (link, identity, journey_id)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO journey_links (link, identity, journey_id)
SELECT link, json_array(partition, account, region, endpoint), id FROM journeys WHERE link IS NOT NULL;

-- Of a link that was removed its removal still tells.
INSERT OR IGNORE INTO journey_links (link, identity, journey_id)
SELECT json_extract(i.parameters, '$.AccountAssociationId'),
       json_array(j.partition, j.account, j.region, j.endpoint), j.id
FROM intents i JOIN journeys j ON j.id = i.journey_id
WHERE i.operation = 'DeleteAccountAssociation'
  AND CASE WHEN json_valid(i.parameters)
           THEN json_type(i.parameters, '$.AccountAssociationId') = 'text' ELSE FALSE END;

INSERT INTO journeys_2 (
    id, partition, account, region, endpoint, customer, stored_name, job_number, device_cloud,
    device_cloud_name, link, last_link, started_at, changed_at, closed_at, details, stop, stop_data
)
SELECT id, partition, account, region, endpoint, customer, stored_name, job_number, device_cloud,
       device_cloud_name, link,
       coalesce(link, (SELECT max(l.link) FROM journey_links l WHERE l.journey_id = journeys.id)),
       started_at, changed_at, closed_at, details, stop, stop_data
FROM journeys;

CREATE TABLE devices_2 (
    journey_id TEXT NOT NULL REFERENCES journeys_2 (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    record TEXT NOT NULL,
    PRIMARY KEY (journey_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO devices_2 (journey_id, position, record) SELECT journey_id, position, record FROM devices;

-- The child goes before its parent: dropping a parent empties its children.
DROP TABLE devices;
DROP TABLE journeys;
ALTER TABLE journeys_2 RENAME TO journeys;
ALTER TABLE devices_2 RENAME TO devices;

-- Work of several steps on a link.
CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    partition TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    endpoint TEXT,
    link TEXT NOT NULL,
    link_name TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    closed_at INTEGER,
    details TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The steps of a plan, from 0, each with the exact parameters of its mutation.
CREATE TABLE steps (
    plan_id TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    operation TEXT NOT NULL,
    parameters TEXT NOT NULL,
    about TEXT,
    progress TEXT NOT NULL,
    PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;

-- What happened to journeys and plans, numbered from 1 within each.
CREATE TABLE timeline_2 (
    kind TEXT NOT NULL CHECK (kind IN ('journey', 'plan')),
    subject TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    about TEXT,
    detail TEXT,
    operation TEXT,
    request_id TEXT,
    PRIMARY KEY (kind, subject, number)
) STRICT, WITHOUT ROWID;

INSERT INTO timeline_2 (kind, subject, number, at, what, about, detail, operation, request_id)
SELECT 'journey', journey_id, number, at, what, about, detail, operation, request_id FROM timeline;
DROP TABLE timeline;
ALTER TABLE timeline_2 RENAME TO timeline;
CREATE INDEX timeline_by_time ON timeline (at, number, kind, subject);

-- Journeys and plans that could not be read, whole as they were.
CREATE TABLE quarantine_2 (
    kind TEXT NOT NULL CHECK (kind IN ('journey', 'plan')),
    subject TEXT NOT NULL,
    customer TEXT,
    link TEXT,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    raw BLOB NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

INSERT INTO quarantine_2 (kind, subject, customer, link, at, why, raw)
SELECT 'journey', journey_id, customer, link, at, why, raw FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE quarantine_2 RENAME TO quarantine;

-- What only this computer knows of a link.
CREATE TABLE memos (
    identity TEXT NOT NULL,
    link TEXT NOT NULL,
    spelling TEXT,
    note TEXT,
    PRIMARY KEY (identity, link)
) STRICT, WITHOUT ROWID;
