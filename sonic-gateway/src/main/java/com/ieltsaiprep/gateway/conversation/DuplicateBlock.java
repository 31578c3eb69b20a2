package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

/**
 * Detector of duplicate blocks: recorded sessions of Nova Sonic have the same sentence twice in a
 * row, in two blocks.
 */
final class DuplicateBlock {
    /** Time within which the service repeats a block; people take longer, µs. */
    private static final long WITHIN_US = 1_000_000;

    private String contentId = "";
    private String content = "";
    private Role role = Role.OTHER;
    private long atUs;

    /** Returns whether a final text duplicates the one before it, in another block. */
    boolean isDuplicate(SonicOutput.Text text, long nowUs) {
        boolean isDuplicate =
                text.role() == role
                        && text.content().equals(content)
                        && !text.contentId().equals(contentId)
                        && nowUs - atUs < WITHIN_US;
        contentId = text.contentId();
        content = text.content();
        role = text.role();
        atUs = nowUs;
        return isDuplicate;
    }

    /** Forgets the last text: the same words after this are said again. */
    void clear() {
        content = "";
        role = Role.OTHER;
    }
}
