package com.ieltsaiprep.api.support;

import java.util.Map;

/** What operators did, kept at home for good. */
@FunctionalInterface
public interface AuditTrail {
    /** Under which is kept what concerns everybody. */
    String EVERYBODY = "everybody";

    /**
     * Something that an operator is about to do.
     *
     * @param subject whom it concerns: a user's id, or {@link #EVERYBODY}
     * @param details without an e-mail address or a name
     */
    record Deed(String subject, String command, Map<String, String> details, String reason) {
        /** Copies the details. */
        public Deed {
            details = Map.copyOf(details);
        }
    }

    /** Keeps it; throws if that is not possible, and then it must not be done. */
    void note(Deed deed);
}
