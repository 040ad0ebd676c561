SELECT log_partition, next_offset, epoch
FROM fold_positions
WHERE model = {model: String} AND generation = {generation: String}
