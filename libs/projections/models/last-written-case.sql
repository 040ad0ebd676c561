-- How far an interrupted scan came. It writes cases in order and one batch after another, the rows and the signals of a
-- batch side by side: up to the lesser of the two everything is there.
SELECT least((SELECT max(case_id) FROM {{casesTable}}), (SELECT max(case_id) FROM {{signalsTable}})) AS case_id
