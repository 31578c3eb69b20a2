package com.ieltsaiprep.api.session;

/** A person as the API shows them to themselves. */
@FunctionalInterface
public interface Profiles {
    /** What is written as the JSON of a person. */
    Object profile(String userId);
}
