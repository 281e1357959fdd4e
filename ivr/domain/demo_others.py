"""The other people of the demo: two plans, utility, rent, and whoever gets no more time."""

from __future__ import annotations

from ivr.domain.demo_model import USUAL, DemoAccount, DemoDeferral, DemoPlan, Person, loan

OTHERS: tuple[Person, ...] = (
    Person(
        "李伟",
        (DemoAccount("40101234", "Chinese, one bill due", "loan", (loan("电视机", "88.00", USUAL, 3),)),),
        birth_date="1990-10-01",
        text="+12025550110",
        email="liwei@example.com",
        language="zh-CN",
    ),
    Person(
        "Julia Kim",
        (
            DemoAccount(
                "40112345",
                "two plans",
                "loan",
                (loan("Sofa", "70.00", USUAL, 3), loan("Washing machine", "55.00", (-44, -14, 16, 46, 77), 2)),
            ),
        ),
        birth_date="1979-12-12",
        text="+12025550111",
    ),
    Person(
        "Kevin Long",
        (
            DemoAccount(
                "40123456",
                "utility",
                "utility",
                (DemoPlan("Electricity", "bill", "64.37", (-83, -53, -22, 8), 3),),
            ),
        ),
        last_payment=True,
        text="+12025550112",
    ),
    Person(
        "Laura Moss",
        (
            DemoAccount(
                "40134567",
                "rent, a large amount",
                "rent",
                (DemoPlan("Apartment 4B", "rent", "1450.00", (-54, -23, 7), 2),),
            ),
            DemoAccount("40145678", "her second account", "loan", (loan("Stove", "50.00", USUAL, 3),)),
        ),
        birth_date="1972-09-21",
        text="+12025550113",
        email="laura@example.com",
    ),
    Person(
        "Mark Nolan",
        (
            DemoAccount(
                "40156789",
                "more time asked, undecided",
                "loan",
                (loan("Roof", "1200.00", (-60, -30, 5, 35), 2),),
                deferrals=(DemoDeferral("referred", 3, 30, 35),),
            ),
        ),
        birth_date="1966-06-16",
        text="+12025550114",
    ),
    Person(
        "Nora Price",
        (DemoAccount("40167890", "closed", "loan", (loan("Printer", "30.00", (-95, -65, -35), 3),), state="closed"),),
        birth_date="1985-08-17",
        text="+12025550115",
    ),
    Person(
        "Owen Quinn",
        (DemoAccount("40178901", "too new for more time", "loan", (loan("Tent", "65.00", (11, 41, 72), 0),), age=20),),
        birth_date="1999-04-23",
        text="+12025550116",
    ),
    Person(
        "Paula Reyes",
        (
            DemoAccount(
                "40189012",
                "had more time twice",
                "loan",
                (loan("Tires", "80.00", USUAL, 3),),
                deferrals=(DemoDeferral("granted", 200, 14, -180), DemoDeferral("granted", 120, 14, -100)),
            ),
        ),
        birth_date="1994-02-02",
        text="+12025550117",
    ),
    Person(
        "Quentin Stone",
        (DemoAccount("40190123", "overdue too long", "loan", (loan("Boat", "140.00", (-105, -75, -44, 14), 1),)),),
        birth_date="1958-12-03",
        postcode="12207",
        last_payment=True,
        text="+12025550118",
        email="quentin@example.com",
    ),
)
