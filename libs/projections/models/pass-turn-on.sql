-- Of two that find the holder gone at once one fails, and neither takes what somebody has just made anew: it is renamed after what it is.
RENAME TABLE {{turn}} TO {{turn}}_{{identity}}
