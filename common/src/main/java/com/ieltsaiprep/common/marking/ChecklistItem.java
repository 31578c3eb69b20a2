package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checklist item: a point that an answer of this kind should meet. */
record ChecklistItem(String item, Answered met) {
    private static final int MAX_ITEM = 160;

    static ChecklistItem read(@Nullable Object value) {
        StrictMembers members = StrictMembers.of(value, "item", "met");
        return new ChecklistItem(members.text("item"), members.choice("met", Answered.BY_ID));
    }

    Optional<ChecklistItem> verified(OwnWords words) {
        return words.comment(item, MAX_ITEM).map(it -> new ChecklistItem(it, met));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", item);
        json.put("met", met.id());
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "ChecklistItem[]";
    }
}
