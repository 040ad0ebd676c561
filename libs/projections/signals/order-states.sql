-- Which of the named supervision orders there are, and whether they are closed.
SELECT case_id, status
FROM cases
WHERE case_id IN {orders: Array(String)}
