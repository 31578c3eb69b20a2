package com.ieltsaiprep.api.session;

/** Ender of conversations that users have at the gateway. */
@FunctionalInterface
public interface ConversationEnder {
    /**
     * Ends conversations, and voids the tickets to them, within seconds.
     *
     * @throws RuntimeException if that is not confirmed; it may have been done all the same
     */
    void end(ConversationEnd event);
}
