-- A feed that has an article too, and did not bring it: it may not change its words.
ALTER TABLE entry ADD COLUMN also INTEGER NOT NULL DEFAULT 0;
