package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.session.Sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Personal data of an account besides the account itself: exports and erases it. */
public final class PersonalData {
    private final List<DynamoPersonalData> tables;
    private final Sessions sessions;

    /** Creates it over the tables of assessments, purchases and sessions. */
    public PersonalData(RegionalDynamo dynamo, Sessions sessions) {
        this.tables = DynamoPersonalData.all(dynamo);
        this.sessions = sessions;
    }

    /** Exports the items of an account by the names of their tables, without secrets. */
    Map<String, Object> export(String userId) {
        Map<String, Object> all = new LinkedHashMap<>();
        tables.forEach(table -> all.put(table.name(), table.export(userId)));
        return all;
    }

    /** Erases the data of an account that still exists, so that its user stays signed in. */
    void erase(String userId) {
        tables.forEach(table -> table.erase(userId));
    }

    /**
     * Erases all data of a deleted account, with its sessions and what was written during the
     * deletion. It may be repeated after a failure.
     */
    public void eraseDeleted(String userId) {
        sessions.endAll(userId);
        erase(userId);
    }
}
