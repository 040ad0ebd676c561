-- Order-independent hash of what rows say: the sum of a hash of each, modulo 2^64. Not of `version`, which says how far
-- the log was read. A tuple, because a hash of NULL alone is NULL.
SELECT count() AS rows, toString(sum(sipHash64(tuple(* EXCEPT (version))))) AS hash_sum
FROM {{rows}}
