package com.ieltsaiprep.gateway.conversation.port;

/** Ownership of one conversation, as granted by the {@link OwnershipRegistry}. */
public interface Ownership {
    /**
     * Returns the fencing token, which rises with each ownership of the conversation. It is also
     * higher than the generation of the capsule that was claimed with.
     */
    long generation();

    /** Returns the unique name of this owner. */
    String owner();

    /** Records that the client has stored this capsule; older ones are superseded. */
    void acknowledge(long counter);

    /** Ends the ownership and the conversation: no capsule resumes it any more. */
    void finish();

    /** Ends the ownership; the conversation may be resumed elsewhere. */
    void release();
}
