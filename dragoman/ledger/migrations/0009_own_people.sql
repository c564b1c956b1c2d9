-- People whom the user knows, as the CSV file that was given last: linking goes by them from then on.
CREATE TABLE own_people (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    file TEXT NOT NULL,                 -- the name under which the file was given
    text TEXT NOT NULL                  -- its rows, as they were given
) STRICT;
