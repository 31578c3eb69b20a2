package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Consent;

import org.jspecify.annotations.Nullable;

/**
 * What a person wants changed in their profile.
 *
 * @param name null: as it was; empty: none
 * @param consent null: none besides those given before
 */
public record ProfileChange(@Nullable String name, @Nullable Consent consent) {
    boolean isNothing() {
        return name == null && consent == null;
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "ProfileChange";
    }
}
