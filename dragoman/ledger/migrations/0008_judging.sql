-- What people decided, and the searches they keep.

ALTER TABLE judgement ADD COLUMN other_article TEXT;    -- whose words the second selector quotes
ALTER TABLE judgement ADD COLUMN words TEXT NOT NULL DEFAULT '[]';  -- JSON: list of [article, quotation, before, after]
ALTER TABLE judgement ADD COLUMN undoes TEXT;           -- id of the judgement that is withdrawn
ALTER TABLE judgement ADD COLUMN seen TEXT;             -- id of the latest judgement that its maker had seen

DROP INDEX judgement_once;

CREATE UNIQUE INDEX judgement_once ON judgement (
    article, field, quotation, words_before, words_after, verdict,
    correction IS NULL, ifnull(correction, ''), judged_by, judged_at, words, ifnull(undoes, '')
);

CREATE INDEX judgement_by_other ON judgement (other_article) WHERE other_article IS NOT NULL;

-- 1: named by a person as a speaker, and by nothing that the reader found.
ALTER TABLE actor ADD COLUMN judged INTEGER NOT NULL DEFAULT 0 CHECK (judged IN (0, 1));

-- What all judgements on a statement come to, worked out anew whenever its article is read or judged.
CREATE TABLE decision (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'corrected')),
    speaker TEXT,                       -- as shown: an actor of the article; NULL is open
    speaker_name TEXT,
    act TEXT NOT NULL,                  -- as shown, as is all that follows
    kind TEXT NOT NULL,
    said_first TEXT,
    said_last TEXT,
    said_precision TEXT,
    said_basis TEXT,
    content TEXT NOT NULL,              -- JSON: list of [start, end]
    changed TEXT NOT NULL,              -- JSON: list of the fields that are not the machine's
    by TEXT NOT NULL,                   -- who decided last
    at TEXT NOT NULL,
    judgement TEXT NOT NULL             -- id of the latest one
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_by_verdict ON decision (verdict);

-- The same for two statements: whether they report one utterance, whether one stands so to the other.
CREATE TABLE pair_decision (
    one TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('utterance', 'answers', 'denies', 'contradicts', 'agrees', 'repeats')),
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'same', 'apart')),
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    judgement TEXT NOT NULL,
    PRIMARY KEY (one, other, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX pair_decision_by_other ON pair_decision (other);

CREATE TABLE saved_search (
    name TEXT NOT NULL PRIMARY KEY,
    query TEXT NOT NULL,                -- as /search takes it: "q=ships&speaker=..."
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    last_seen TEXT                      -- up to where its finds were told; NULL is none yet
) STRICT, WITHOUT ROWID;
