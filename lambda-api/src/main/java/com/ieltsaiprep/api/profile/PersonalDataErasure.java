package com.ieltsaiprep.api.profile;

import java.util.List;
import java.util.function.Consumer;

/** Deletes what is held of somebody besides their account. May be done again. */
public final class PersonalDataErasure {
    private final List<PersonalDataStore> stores;
    private final Consumer<String> endSignIns;

    /**
     * Over these holdings.
     *
     * @param endSignIns of a person, by their id
     */
    public PersonalDataErasure(List<PersonalDataStore> stores, Consumer<String> endSignIns) {
        this.stores = List.copyOf(stores);
        this.endSignIns = endSignIns;
    }

    /** Deletes what is held of somebody whose account is still there: they stay signed in. */
    void begin(String userId) {
        stores.forEach(store -> store.erase(userId));
    }

    /** Deletes everything of somebody whose account is gone, also what was written meanwhile. */
    public void finish(String userId) {
        endSignIns.accept(userId);
        begin(userId);
    }
}
