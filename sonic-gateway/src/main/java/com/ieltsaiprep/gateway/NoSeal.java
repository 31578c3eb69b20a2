package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.handover.Capsule;
import com.ieltsaiprep.gateway.handover.CapsuleSeal;

/** Stands where the real seal will. */
final class NoSeal implements CapsuleSeal {
    @Override
    public String seal(Capsule capsule) {
        return "unsealed";
    }

    @Override
    public Opened open(String sealed, String userId, String sessionId) {
        return new Refused(Reason.UNKNOWN_KEY);
    }
}
