package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountParts;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.credentials.Tokens;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives people a copy of all that is held of them. */
public final class DataExport {
    private final Users users;
    private final Tokens tokens;
    private final List<PersonalDataStore> stores;
    private final InstantSource clock;

    public DataExport(AccountParts parts, InstantSource clock) {
        this.users = parts.records().users();
        this.tokens = parts.tokens();
        this.stores = parts.stores();
        this.clock = clock;
    }

    /** All that is held, but for hashes of secrets; empty if there is no such account. */
    Optional<Map<String, Object>> export(String userId) {
        return users.account(userId).map(this::export);
    }

    private Map<String, Object> export(Account account) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("exported_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("account", describe(account));
        all.put("sign_ins", tokens.list(account.userId()));
        stores.forEach(store -> all.put(store.name(), store.export(account.userId())));
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
        described.put("created_at", account.createdAt().toString());
        described.put("sessions_valid_after", account.sessionsValidAfter().toString());
        return described;
    }

    private static Map<String, Object> describe(Consent consent) {
        return Map.of("terms_version", consent.termsVersion(), "at", consent.at().toString());
    }
}
