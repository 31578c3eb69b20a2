package com.ieltsaiprep.api.profile;

import java.util.List;
import java.util.Map;

/** Something that we hold of people besides their accounts. */
public interface PersonalDataStore {
    /** What it is called in an export. */
    String name();

    /** All of it that is a person's, as JSON values; no secrets, and no hashes of secrets. */
    List<Map<String, Object>> export(String userId);

    /** Deletes it. May be called again after a failure. */
    void erase(String userId);
}
