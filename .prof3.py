import cProfile, pstats, sys, collections
from pathlib import Path
from ivr.chaos.template import template
from ivr.chaos.running import run
made = template(Path("flows"))
for s in (1,2): run(s, made, Path("flows"))
p=cProfile.Profile(); p.enable()
n=0
for s in range(3,8):
    o=run(s, made, Path("flows")); n+=o.story.counts["deliveries"]
p.disable()
st=pstats.Stats(p); c=collections.Counter()
for (f,l,fn),(cc,nc,tt,ct,callers) in st.stats.items():
    k=f
    for m in ("sqlalchemy","httpx","flask","werkzeug","twilio/","urllib","ivr/chaos","ivr/phone","ivr/engine","ivr/runtime","ivr/domain","ivr/channels","ivr/store","ivr/flow","json","xml","random","heapq","logging","fluent","babel"):
        if m in f: k=m; break
    c[k]+=tt
tot=sum(c.values()); print("total",tot,"deliveries",n)
for k,v in c.most_common(22): print(f"{v:.2f} {k}")
st.sort_stats("cumtime").print_stats("ivr/(runtime|store|chaos/invar|chaos/run|channels.*route|chaos/network|chaos/process)")
