SELECT count() AS cases FROM {{cases}}
