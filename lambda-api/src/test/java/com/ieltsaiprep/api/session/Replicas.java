package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.session.SessionStore.NewAccess;
import com.ieltsaiprep.common.Region;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The table of sessions in three regions, which know of each other's writes when told to. */
public final class Replicas {
    private final Map<Region, Map<Object, Object>> tables = new EnumMap<>(Region.class);
    private final List<Runnable> underWay = new ArrayList<>();
    private final Set<Region> away = new HashSet<>();
    private Runnable beforeNextWrite = () -> {};
    private int foreignReads;

    /** With nothing in it. */
    public Replicas() {
        for (Region region : Region.values()) {
            tables.put(region, new HashMap<>());
        }
    }

    /** The table as a function in this region sees it. */
    public SessionStore in(Region own) {
        return new Store(own);
    }

    /** Every region learns what was written in the others. */
    public void replicate() {
        underWay.forEach(Runnable::run);
        underWay.clear();
    }

    /** Something that happens just before the next write of a family that exists. */
    void beforeNextWrite(Runnable action) {
        beforeNextWrite = action;
    }

    void goAway(Region region) {
        away.add(region);
    }

    /** How often an access token was looked for in the region that issued it. */
    int foreignReads() {
        return foreignReads;
    }

    /** How many items a region has. */
    public int size(Region region) {
        return table(region).size();
    }

    private Map<Object, Object> table(Region region) {
        if (away.contains(region)) {
            throw new IllegalStateException(region + " is away");
        }
        return Objects.requireNonNull(tables.get(region));
    }

    private void put(Region region, Object key, Object value) {
        table(region).put(key, value);
        underWay.add(() -> tables.values().forEach(table -> table.put(key, value)));
    }

    private void delete(Region region, Object key) {
        table(region).remove(key);
        underWay.add(() -> tables.values().forEach(table -> table.remove(key)));
    }

    private void beforeWrite() {
        Runnable action = beforeNextWrite;
        beforeNextWrite = () -> {};
        action.run();
    }

    private final class Store implements SessionStore {
        private final Region own;

        private Store(Region own) {
            this.own = own;
        }

        @Override
        public void create(Family family, NewAccess access) {
            put(own, family.signIn().id(), family);
            put(own, access.hash(), access.access());
        }

        @Override
        public Optional<Family> family(FamilyId id) {
            return Optional.ofNullable((Family) table(id.region()).get(id));
        }

        @Override
        public boolean replace(Family next, NewAccess access, List<String> forgotten) {
            beforeWrite();
            FamilyId id = next.signIn().id();
            if (isNot(id, next.version() - 1)) {
                return false;
            }
            put(id.region(), id, next);
            put(id.region(), access.hash(), access.access());
            forgotten.forEach(hash -> Replicas.this.delete(id.region(), hash));
            return true;
        }

        @Override
        public boolean delete(Family family) {
            beforeWrite();
            FamilyId id = family.signIn().id();
            if (isNot(id, family.version())) {
                return false;
            }
            Replicas.this.delete(id.region(), id);
            family.access().forEach(hash -> Replicas.this.delete(id.region(), hash));
            return true;
        }

        @Override
        public void forgetHere(FamilyId id, List<String> access) {
            Replicas.this.delete(own, id);
            access.forEach(hash -> Replicas.this.delete(own, hash));
        }

        private boolean isNot(FamilyId id, long version) {
            return family(id).filter(found -> found.version() == version).isEmpty();
        }

        @Override
        public Optional<AccessGrant> access(PresentedToken key) {
            return Optional.ofNullable((AccessGrant) table(own).get(key.hash()));
        }

        @Override
        public Optional<AccessGrant> accessAtIssuer(PresentedToken key) {
            foreignReads++;
            return Optional.ofNullable((AccessGrant) table(key.issuer()).get(key.hash()));
        }

        @Override
        public List<String> deleteAll(String userId) {
            Set<String> hashes = new HashSet<>();
            for (Region region : Region.values()) {
                if (!away.contains(region)) {
                    table(region).entrySet().stream()
                            .filter(entry -> isOf(userId, entry.getValue()))
                            .map(Map.Entry::getKey)
                            .toList()
                            .forEach(
                                    key -> {
                                        hashes.add(key.toString());
                                        Replicas.this.delete(region, key);
                                    });
                }
            }
            return List.copyOf(hashes);
        }

        private static boolean isOf(String userId, Object item) {
            return switch (item) {
                case Family family -> family.signIn().userId().equals(userId);
                case AccessGrant access -> access.userId().equals(userId);
                default -> false;
            };
        }
    }
}
