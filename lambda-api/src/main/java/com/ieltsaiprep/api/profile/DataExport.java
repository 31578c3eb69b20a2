package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.session.Sessions;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Data export: a copy of all personal data of an account, without hashes of secrets. */
record DataExport(
        DynamoAccounts accounts, Sessions sessions, PersonalData data, InstantSource clock) {
    /** Exports an account as JSON value; empty if there is none. */
    Optional<Map<String, Object>> of(String userId) {
        return accounts.find(userId).map(this::of);
    }

    private Map<String, Object> of(Account account) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("exported_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("account", describe(account));
        all.put("sign_ins", sessions.list(account.userId()));
        all.putAll(data.export(account.userId()));
        return all;
    }

    private static Map<String, Object> describe(Account account) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("user_id", account.userId());
        described.put("email", account.email().text());
        if (account.name() != null) {
            described.put("name", account.name());
        }
        described.put("age_confirmed_at", account.ageConfirmedAt().toString());
        described.put("consents", account.consents().stream().map(DataExport::describe).toList());
        described.putAll(account.goal().toJson());
        described.put("created_at", account.createdAt().toString());
        if (account.sessionsValidAfter().isAfter(Instant.EPOCH)) {
            described.put("sessions_valid_after", account.sessionsValidAfter().toString());
        }
        return described;
    }

    private static Map<String, Object> describe(Consent consent) {
        return Map.of("terms_version", consent.termsVersion(), "at", consent.at().toString());
    }
}
