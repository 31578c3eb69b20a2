package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Consent;

import org.jspecify.annotations.Nullable;

/**
 * Change of a profile.
 *
 * @param name null if it stays; empty if it is removed
 * @param consent null if none is added
 */
record ProfileChange(@Nullable String name, @Nullable Consent consent, GoalChange goal) {
    boolean isEmpty() {
        return name == null && consent == null && goal.isEmpty();
    }

    /** Returns a constant text, so that logs hold no personal data. */
    @Override
    public String toString() {
        return "ProfileChange";
    }
}
