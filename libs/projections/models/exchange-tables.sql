-- Both tables change names at one moment; a query that runs goes on with the table it began with.
EXCHANGE TABLES {{table}} AND {{other}}
