package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.session.Sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exporter and eraser of the personal data of an account, except for the account itself. */
public final class PersonalData {
    private final List<DynamoPersonalData> tables;
    private final Sessions sessions;

    /** Creates an exporter and eraser over the tables of assessments, purchases and sessions. */
    public PersonalData(RegionalDynamo dynamo, Sessions sessions) {
        this.tables = DynamoPersonalData.all(dynamo);
        this.sessions = sessions;
    }

    /** Exports the items of an account by the names of the export's sections. */
    Map<String, Object> export(String userId) {
        Map<String, Object> all = new LinkedHashMap<>();
        tables.forEach(table -> all.putAll(table.export(userId)));
        return all;
    }

    /** Erases the data of an account that still exists, so that its user stays signed in. */
    void erase(String userId) {
        tables.forEach(table -> table.erase(userId));
    }

    /**
     * Erases what is left of a deleted account: its sessions, and data that was written during the
     * deletion. The call may be repeated after a failure.
     */
    public void eraseDeleted(String userId) {
        sessions.endAll(userId);
        erase(userId);
    }
}
