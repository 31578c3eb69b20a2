package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.session.Sessions;

/**
 * Deletion of sessions that a password change has revoked already. If it fails, the password is
 * changed all the same, and the user must be told so.
 */
record SessionRevocation(Sessions sessions, OperationalEvents events) {
    void endAll(String userId) {
        try {
            sessions.endAll(userId);
        } catch (RuntimeException e) {
            events.sessionsNotDeleted(userId, e);
        }
    }
}
