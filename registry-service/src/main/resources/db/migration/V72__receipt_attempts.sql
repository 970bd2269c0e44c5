-- A receipt that the log does not give is asked for at growing intervals, and in the end no more.
ALTER TABLE receipt RENAME COLUMN asked_at TO due_at;  -- not asked for before; null: at once
ALTER TABLE receipt ADD COLUMN attempts integer NOT NULL DEFAULT 0;  -- in vain
