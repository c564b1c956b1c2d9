-- Numbers that came down to nothing are dropped with each statement that goes. They are found here, and not
-- by looking at every number of the ledger.
CREATE INDEX browse_tally_empty ON browse_tally (what) WHERE said = 0 AND attitudes = 0;
