package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.common.ExamModule;

import java.util.Map;
import java.util.Optional;

/** What profiles show, as the own region knows it: maybe some seconds old. */
@FunctionalInterface
public interface ProfileSource {
    /**
     * Reads a person's, at home if the own region does not know them; empty if there is no account,
     * or no longer.
     */
    Optional<Shown> read(String userId);

    /**
     * What a profile shows.
     *
     * @param attempts how many are left in each module that the person has; empty if they could not
     *     be read: nobody is kept out for that
     */
    record Shown(Account account, Optional<Map<ExamModule, Integer>> attempts) {}
}
