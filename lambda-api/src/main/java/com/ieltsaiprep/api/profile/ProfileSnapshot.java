package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.common.ExamModule;

import java.util.Map;
import java.util.Optional;

/**
 * Account and attempts as they were read at one time.
 *
 * @param attempts left in each module; empty if they could not be read, which is no reason to
 *     refuse
 */
record ProfileSnapshot(Account account, Optional<Map<ExamModule, Integer>> attempts) {}
