package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Write of one item, as a client requests it.
 *
 * @param key key attributes of the item
 * @param isDeletion whether it deletes the item
 */
record ItemMutation(JsonNode key, boolean isDeletion) {}
