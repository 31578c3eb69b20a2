package com.ieltsaiprep.gateway.conversation;

import java.util.ArrayDeque;

/**
 * Ids of the newest tool calls, each of which may be answered once: a second result for a call, or
 * one for a call without an id, ends the stream.
 */
final class ToolCalls {
    private static final int MAX_IDS = 64;

    private final ArrayDeque<String> ids = new ArrayDeque<>();

    /** Returns whether a call has an id that was not seen before, and remembers it. */
    boolean isNew(String toolUseId) {
        if (toolUseId.isEmpty() || ids.contains(toolUseId)) {
            return false;
        }
        if (ids.size() == MAX_IDS) {
            ids.remove();
        }
        ids.add(toolUseId);
        return true;
    }
}
