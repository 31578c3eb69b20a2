package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.profile.PersonalDataStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something held of one person, whoever asks. */
final class FakeHolding implements PersonalDataStore {
    private final String name;
    private final List<Map<String, Object>> held = new ArrayList<>();
    private boolean broken;
    private Runnable beforeNextErasure = () -> {};

    FakeHolding(String name) {
        this.name = name;
    }

    void hold(String key, Object value) {
        held.add(Map.of(key, value));
    }

    void setBroken(boolean broken) {
        this.broken = broken;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Map<String, Object>> export(String userId) {
        return List.copyOf(held);
    }

    /** Something happens before it is erased the next time. */
    void beforeNextErasure(Runnable action) {
        beforeNextErasure = action;
    }

    @Override
    public void erase(String userId) {
        Runnable action = beforeNextErasure;
        beforeNextErasure = () -> {};
        action.run();
        if (broken) {
            throw new IllegalStateException("away");
        }
        held.clear();
    }
}
